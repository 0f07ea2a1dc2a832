// SPDX-License-Identifier: MIT
#include <algorithm>

#include "diagnostic/suggest.hpp"
#include "scenario/reader.hpp"

namespace ballpark {
namespace {

constexpr const char* example = "5 ms";

}  // namespace

// What calls hold of a key, one at a time. It is read behind the data, whose items are the keys.
void reader::read_locks() {
  const auto* components = root_.find("components");
  for (std::uint32_t i = 0; i < s_.components.size(); ++i) {
    const auto* d = components->find(s_.components[i].name);
    const auto* ops = d != nullptr && d->is == document::form::map ? d->find("ops") : nullptr;
    if (ops == nullptr || ops->is != document::form::map) continue;
    for (const auto& e : ops->entries) {
      const auto op = index_of(s_.components[i].ops, e.key);
      if (op && e.value.is == document::form::map) read_lock(e, s_.components[i], *op);
    }
  }
}

// `serial: 5 ms /seat`: the key is one of the seats; `serial: 5 ms`: one of what the component
// stores, or one for all calls where it stores nothing.
void reader::read_lock(const document::entry& e, scenario_component& c, std::uint32_t op) {
  scenario_op& into = c.ops[op];
  const auto* serial = e.value.find_entry("serial");
  if (serial == nullptr) {
    const auto* like = e.value.find("like");
    const auto other = like == nullptr ? std::nullopt : index_of(c.ops, like->text);
    if (other) into.lock = c.ops[*other].lock;
    return;
  }
  const auto named = keys_named(serial->value);
  const dimension per = named ? s_.units.find(s_.data[*named].name)->dim : dim::item;
  wanted what{{dim::time}, range_law::positive, example};
  const auto written = written_dimension(serial->value);
  if (named || (written && *written == dim::time / dim::item)) what.dimensions = {dim::time / per};
  into.lock.held = value(serial->value, "components." + c.name + ".ops." + e.key + ".serial", what);
  if (into.lock.held == no_value) {
    into.popularity = no_value;  // of keys that nobody knows
    return;
  }
  into.lock.keys = named;
  if (!named) find_keys(*serial, c, into);
  const bool is_stated = e.value.find("popularity") != nullptr || into.popularity != no_value ||
                         c.popularity != no_value;
  if (!into.lock.keys || is_stated || s_.data[*into.lock.keys].popularity != no_value) return;
  found_.warning("unstated-popularity",
                 "nothing says how the calls spread over the `" + s_.data[*into.lock.keys].name +
                     "`s, so they are taken to be asked for alike",
                 serial->where, "write `popularity: zipf 0.8`, or `popularity: uniform`");
}

// The item that the unit names.
std::optional<std::uint32_t> reader::keys_named(const document& serial) {
  const auto written = written_dimension(serial);
  for (std::uint32_t d = 0; written && d < s_.data.size(); ++d) {
    const auto unit = s_.units.find(s_.data[d].name);
    if (unit && unit->dim != dim::item && *written == dim::time / unit->dim) return d;
  }
  return std::nullopt;
}

// Those of the only item that lives there.
void reader::find_keys(const document::entry& serial, const scenario_component& c,
                       scenario_op& into) {
  if (c.stores.size() == 1) into.lock.keys = c.stores[0];
  if (c.stores.size() < 2) return;
  std::string all;
  for (const auto d : c.stores) all += (all.empty() ? "`" : ", `") + s_.data[d].name + "`";
  found_.error("unnamed-keys",
               "`" + c.name + "` keeps several items (" + all + "), and each has keys of its own",
               serial.where,
               "write `serial: " + serial.value.text + " /" + s_.data[c.stores[0]].name +
                   "`, or another of them");
}

// A call that carries several items would hold the keys of all of them.
void reader::check_locked_batches() {
  s_.for_each_step([&](const path_step& step) {
    if (step.is != path_step::form::call || step.batch == no_value) return;
    const scenario_component& c = s_.components[step.component];
    const scenario_op& op = c.ops[step.op];
    if (op.lock.held == no_value) return;
    found_.error("locked-batch",
                 "a batch holds several keys, and `" + c.name + "." + op.name +
                     "` says how long one is held",
                 step.where, "leave out `batch`, or write `records: 20` at the op");
  });
}

}  // namespace ballpark
