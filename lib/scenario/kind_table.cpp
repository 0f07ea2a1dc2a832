// SPDX-License-Identifier: MIT
#include "scenario/kind_table.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <ballpark/kinds.hpp>

namespace ballpark {
namespace {

template <typename Struct>
std::vector<field_info> fields_of() {
  std::vector<field_info> all;
  const auto add = [&](const auto& f) {
    using member = std::remove_reference_t<decltype(std::declval<Struct&>().*(f.member))>;
    all.push_back({f.name, dimension_of<member>, is_required<member>, f.law == field_law::share,
                   f.help, static_cast<std::uint32_t>(all.size())});
  };
  std::apply([&](const auto&... f) { (add(f), ...); }, Struct::fields());
  return all;
}

// What its member function returns, with or without a deployment.
template <typename Kind, typename Function>
constexpr dimension result_of(Function f) {
  if constexpr (requires { (std::declval<const Kind&>().*f)({}, {}, {}); }) {
    return decltype((std::declval<const Kind&>().*f)({}, {}, {}))::dim;
  } else {
    return decltype((std::declval<const Kind&>().*f)({}, {}))::dim;
  }
}

template <typename Kind>
std::vector<kind_metric_info> metrics_of() {
  std::vector<kind_metric_info> all;
  if constexpr (requires { Kind::metrics(); }) {
    const auto add = [&](const auto& m) {
      all.push_back({m.name, result_of<Kind>(m.of), m.only_with == nullptr ? "" : m.only_with});
    };
    std::apply([&](const auto&... m) { (add(m), ...); }, Kind::metrics());
  }
  return all;
}

template <typename Kind>
kind_info info_of() {
  kind_info k{Kind::facts};
  k.name = Kind::name;
  k.help = Kind::help;
  k.fields = fields_of<Kind>();
  k.metrics = metrics_of<Kind>();
  return k;
}

template <template <typename> typename... Kinds>
std::vector<kind_info> infos_of(kind_list<Kinds...>) {
  return {info_of<Kinds<double>>()...};
}

}  // namespace

std::string a_kind(const kind_info& kind) {
  const bool begins_with_vowel = std::string_view("aeiou").find(kind.name[0]) != std::string::npos;
  return (begins_with_vowel ? "an " : "a ") + kind.name;
}

bool has_hits(const kind_info& kind) {
  return std::any_of(kind.fields.begin(), kind.fields.end(),
                     [](const field_info& f) { return f.name == "hit.requests"; });
}

const std::vector<kind_info>& all_kinds() {
  static const std::vector<kind_info> kinds = infos_of(every_kind{});
  return kinds;
}

std::optional<std::uint32_t> find_kind(std::string_view name) {
  const auto& kinds = all_kinds();
  for (std::uint32_t i = 0; i < kinds.size(); ++i) {
    if (kinds[i].name == name) return i;
  }
  return std::nullopt;
}

const std::vector<field_info>& tier_fields() {
  static const std::vector<field_info> fields = fields_of<tier<double>>();
  return fields;
}

const std::vector<field_info>& machine_fields() {
  static const std::vector<field_info> fields = fields_of<machine<double>>();
  return fields;
}

std::optional<op_access> well_known_op(std::string_view name) {
  for (const std::string_view read : {"read", "get", "scan", "consume"}) {
    if (name == read) return op_access::read;
  }
  for (const std::string_view write :
       {"write", "put", "set", "push", "append", "delete", "update"}) {
    if (name == write) return op_access::write;
  }
  return std::nullopt;
}

const std::vector<std::string>& kinds_to_come() {
  static const std::vector<std::string> names{"gateway"};
  return names;
}

}  // namespace ballpark
