// SPDX-License-Identifier: MIT
#pragma once

namespace ballpark {

// What an op does: a service is called, a store is read or written.
enum class op_access { call, read, write };

// What a kind is, where it does not say otherwise: a tier of machines of ours that answers calls
// and calls nobody. A kind inherits these facts and restates those that differ.
struct kind_defaults {
  static constexpr bool has_nodes = true;
  static constexpr bool is_store = false;
  static constexpr bool on_disk = false;   // what it stores takes disks
  static constexpr bool delivers = false;  // a step behind it in a path is its consumer
  static constexpr bool forwards = false;  // a step behind it in a path is called by it
  static constexpr bool at_edge = false;
  static constexpr bool takes_clients = true;  // else what calls it first is in the region too
  // What a path calls where it names the component alone.
  static constexpr const char* default_op = "call";
  static constexpr op_access default_access = op_access::call;
};

// The same of a store.
struct store_defaults : kind_defaults {
  static constexpr bool is_store = true;
  static constexpr const char* default_op = "read";
  static constexpr op_access default_access = op_access::read;
};

}  // namespace ballpark
