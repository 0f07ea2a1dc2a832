// SPDX-License-Identifier: MIT
#include <utility>

#include "scenario/reader.hpp"

namespace ballpark {
namespace {

constexpr std::string_view zipf_word = "zipf";

const wanted exponent{{dim::ratio}, range_law::positive, "zipf 0.8"};

}  // namespace

// How calls spread over keys: `uniform`, or `zipf 0.8`, where the exponent may be a range. Both are
// kept as the exponent of Zipf's law, which is 0 for keys that are all asked for alike.
value_id reader::read_popularity(const document& owner, const std::string& path) {
  const auto* e = owner.find_entry("popularity");
  if (e == nullptr) return no_value;
  const document& d = e->value;
  const std::string at = path + ".popularity";
  if (d.is == document::form::missing) return value(d, at, exponent);
  if (d.is == document::form::scalar && d.text == "uniform") {
    scenario_value alike;
    alike.path = at;
    alike.text = d.text;
    alike.where = d.where;
    alike.dim = dim::ratio;
    alike.code = program(0, dim::ratio);
    return s_.values.add_value(std::move(alike));
  }
  const bool is_zipf = d.is == document::form::scalar && d.text.starts_with("zipf ");
  if (is_zipf) {
    return value_at(trimmed(part_of(d, zipf_word.size(), d.text.size())), at, exponent);
  }
  if (d.is == document::form::broken) return no_value;
  found_.error("bad-popularity",
               d.text == zipf_word ? "`zipf` has an exponent behind it"
                                   : "`popularity` is `uniform`, or `zipf` with an exponent",
               d.where, "write `popularity: zipf 0.8`");
  return no_value;
}

}  // namespace ballpark
