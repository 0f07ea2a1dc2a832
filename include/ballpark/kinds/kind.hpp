// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace ballpark {

// What an op does: a service is called, a store is read or written.
enum class op_access { call, read, write };

// What the rest of the program has to know about a kind. Unless it says otherwise it is a tier of
// machines of ours that answers calls and calls nobody.
struct kind_facts {
  bool has_nodes = true;
  bool is_store = false;
  bool on_disk = false;   // what it stores takes disks
  bool all_on_disk = true;  // and nothing but that does
  bool delivers = false;  // a step behind it in a path is its consumer
  bool forwards = false;  // a step behind it in a path is called by it
  bool at_edge = false;
  bool asks_every_shard = false;  // with each read
  bool one_copy_serves = false;   // else a write waits for the majority
  bool has_leader = false;        // one copy of a shard takes all its writes
  bool takes_clients = true;      // else what calls it first is in the region too
  // What a path calls where it names the component alone.
  std::string_view default_op = "call";
  op_access default_access = op_access::call;
};

}  // namespace ballpark
