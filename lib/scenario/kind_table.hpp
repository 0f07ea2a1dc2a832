// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <ballpark/dimension.hpp>
#include "scenario/scenario.hpp"

namespace ballpark {

// A field as the reader, the schema and the reference need it: kinds/*.hpp at run time.
struct field_info {
  std::string name;  // "cpu", "latency.p99"
  dimension dim;
  bool required = false;
  bool is_share = false;
  std::string help;
  std::uint32_t position = 0;  // in the fields() of its struct
};

struct kind_metric_info {
  std::string name;  // "restart"
  dimension dim;
  std::string only_with;  // the fields of which it needs one; empty: none
};

struct kind_info : kind_facts {
  std::string name{};
  std::string help{};
  std::vector<field_info> fields{};
  std::vector<kind_metric_info> metrics{};  // of the kind alone
};

// `a service`, `an external`.
[[nodiscard]] std::string a_kind(const kind_info& kind);

// Whether it answers a share of the calls in a `try`: a cache, a cdn.
[[nodiscard]] bool has_hits(const kind_info& kind);

// By their positions in `every_kind`.
[[nodiscard]] const std::vector<kind_info>& all_kinds();
[[nodiscard]] std::optional<std::uint32_t> find_kind(std::string_view name);
[[nodiscard]] const std::vector<field_info>& tier_fields();
[[nodiscard]] const std::vector<field_info>& machine_fields();

// Kinds of the language that are read but not computed yet.
[[nodiscard]] const std::vector<std::string>& kinds_to_come();

// What an op of this name does at any store: get and read, put, write, set, append, delete.
[[nodiscard]] std::optional<op_access> well_known_op(std::string_view name);

}  // namespace ballpark
