// SPDX-License-Identifier: MIT
#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "diagnostic/suggest.hpp"
#include "expression/format.hpp"
#include "expression/parse.hpp"
#include "scenario/made_items.hpp"
#include "scenario/reader.hpp"

namespace ballpark {
namespace {

// Whether this is the name of a field of machines, or a slip of one that this machine lacks.
bool is_field_of(const document& machine, const std::string& key) {
  std::vector<std::string> lacking;
  for (const auto& f : machine_fields()) {
    if (f.name == key) return true;
    if (machine.find(f.name) == nullptr) lacking.push_back(f.name);
  }
  return key == "sources" || key == "about" || nearest(key, lacking);
}

}  // namespace

// What the machines of the profiles offer beside the resources that all have. A count per node
// under a name that is no slip of a known one is such a resource; all else is an unknown key.
void reader::read_resources() {
  const auto* nodes = root_.find("nodes");
  if (nodes == nullptr) return;
  for (const auto& node : nodes->entries) {
    for (const auto& e : node.value.entries) {
      if (index_of(s_.resources, e.key) || is_field_of(node.value, e.key)) continue;
      const auto unit = s_.units.declare(e.key);
      const auto written = unit ? written_dimension(e.value) : std::nullopt;
      if (!written) continue;
      const dimension count = *written * dim::node;
      const bool counts =
          written->is_ratio() || count.is_ratio() || *written == *unit || count == *unit;
      if (counts) s_.resources.push_back({e.key, *unit});
    }
  }
}

// The dimension of what was written, before the field supplies any units; nothing where it cannot
// be read, which its own reading reports.
std::optional<dimension> reader::written_dimension(const document& d) {
  if (d.is != document::form::scalar) return std::nullopt;
  diagnostics unheard;
  const auto tree = parse(d.where.in, d.where.at, parse_mode::file, unheard);
  if (!tree) return std::nullopt;
  compile_context context;
  context.units = &s_.units;
  context.name = [this](std::string_view name) { return symbol_of(name); };
  context.names = [this] { return parameter_names(); };
  context.draw = [](const std::string&, const distribution&) { return 0U; };
  try {
    const auto code = compile(*tree, context, unheard);
    if (code) return code->dim;
  } catch (const broken_value&) {
  }
  return std::nullopt;
}

// What a demand can be said of: a call, a byte of its request, an item that the action makes.
std::vector<reader::payer> reader::payers_of(const dimension& resource) const {
  using per = scenario_demand::per;
  const dimension busy = resource * dim::time;
  std::vector<payer> all{{per::call, "", busy / dim::request},
                         {per::byte, "", busy / dim::data},
                         {per::item, "", busy / dim::item}};
  const auto* data = root_.find("data");
  for (const auto& e : data == nullptr ? empty_entries() : data->entries) {
    const auto unit = s_.units.find(e.key);
    if (unit && unit->dim != dim::item) all.push_back({per::item, e.key, busy / unit->dim});
  }
  return all;
}

std::optional<reader::payer> reader::payer_of(const document& d, const dimension& resource) {
  const auto written = written_dimension(d);
  if (!written) return std::nullopt;
  for (auto& p : payers_of(resource)) {
    if (*written == p.dim || missing_counts(*written, p.dim)) return std::move(p);
  }
  return std::nullopt;
}

// Whether a kind's own field `cpu`, which is per call, is not what was meant.
bool reader::is_other_demand(const field_info& f, const document& d) {
  if (f.name != "cpu" || f.dim.exponent(base::time) == 0) return false;
  if (d.is == document::form::list) return true;
  const auto p = payer_of(d, dim::core);
  return p && p->of != scenario_demand::per::call;
}

// One demand, or a list of several that add up: `cpu: [0.3 ms, 4 us/kB]`.
void reader::read_demands(const document& d, const std::string& path, std::uint32_t resource,
                          scenario_demand::per plain, std::vector<scenario_demand>& into) {
  if (d.is == document::form::list) {
    if (d.items.empty()) {
      found_.error("missing-value", "`" + path + "` has no value", d.where,
                   "write what a call takes, such as `[0.3 ms, 4 us/kB]`");
    }
    int number = 0;
    for (const auto& item : d.items) {
      read_demands(item, path + "." + std::to_string(++number), resource, plain, into);
    }
    return;
  }
  const dimension unit =
      resource == scenario_demand::cpu ? dim::core : s_.resources[resource - 1].dim;
  const auto p = payer_of(d, unit);
  const dimension busy = unit * dim::time;
  wanted what{{busy / dim::request, busy / dim::data}, range_law::positive, "0.3 ms"};
  if (p) what.dimensions = {p->dim};
  const value_id amount = value(d, path, what);
  if (amount == no_value || !p) return;
  const bool per_call = p->of == scenario_demand::per::call;
  into.push_back({resource, per_call ? plain : p->of, p->item, amount});
}

// Of the component, or of its type: what is not the kind's own field.
void reader::read_component_demands(const document& own, const document* type,
                                    const scenario_component& c,
                                    std::vector<scenario_demand>& into) {
  const kind_info& kind = all_kinds()[c.kind];
  if (!kind.has_nodes) return;
  const auto read = [&](const std::string& key, std::uint32_t resource) {
    const auto* said = own.find(key);
    const auto* of_type = type == nullptr ? nullptr : type->find(key);
    const document* d = said != nullptr ? said : of_type;
    if (d == nullptr) return;
    for (const auto& f : kind.fields) {
      if (f.name == key && !is_other_demand(f, *d)) return;
    }
    const std::string at = said != nullptr ? "components." + c.name : "types." + c.type;
    read_demands(*d, at + "." + key, resource, scenario_demand::per::record, into);
  };
  read("cpu", scenario_demand::cpu);
  for (std::uint32_t r = 0; r < s_.resources.size(); ++r) read(s_.resources[r].name, r + 1);
}

// What an op says of a resource stands in place of what its component says of it.
void reader::read_op_demands(const document& d, const std::string& path, scenario_op& op) {
  const auto read = [&](const std::string& key, std::uint32_t resource) {
    const auto* own = d.find(key);
    if (own == nullptr) return;
    std::erase_if(op.demands, [&](const auto& known) { return known.resource == resource; });
    read_demands(*own, path + "." + key, resource, scenario_demand::per::call, op.demands);
  };
  read("cpu", scenario_demand::cpu);
  for (std::uint32_t r = 0; r < s_.resources.size(); ++r) read(s_.resources[r].name, r + 1);
}

std::vector<std::string> reader::names_of_resources() const { return names_of(s_.resources); }

// A resource that is asked for has to be there.
void reader::check_offers(const scenario_component& c) {
  std::set<std::uint32_t> missing;
  for (const auto& op : c.ops) {
    for (const auto& d : op.demands) {
      const std::uint32_t r = d.resource - 1;
      const bool is_open = d.resource != scenario_demand::cpu;
      if (!is_open || c.offers.empty() || c.offers[r] != no_value || !missing.insert(r).second) {
        continue;
      }
      const std::string& name = s_.resources[r].name;
      std::string machines;
      for (const auto& node : root_.find("nodes")->entries) {
        if (node.value.find(name) != nullptr) {
          machines += (machines.empty() ? "`node: " : "` or `node: ") + node.key;
        }
      }
      found_.error("not-offered",
                   "`" + c.name + "` asks for `" + name + "`, and its machine `" + c.node_type +
                       "` offers none",
                   s_.values.all[d.amount].where, "write " + machines + "` at `" + c.name + "`");
    }
  }
}

// An action that makes none of the items that a call pays for pays nothing: that was not meant.
void reader::check_made_items() {
  std::set<std::pair<std::uint32_t, value_id>> reported;
  for (std::uint32_t a = 0; a < s_.workload.actions.size(); ++a) {
    const scenario_action& action = s_.workload.actions[a];
    std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
    const std::function<void(const path_step&)> walk = [&](const path_step& step) {
      for (const auto& child : step.children) walk(child);
      if (step.is != path_step::form::call || step.component >= s_.components.size()) return;
      const scenario_component& c = s_.components[step.component];
      if (step.op >= c.ops.size() || !seen.insert({step.component, step.op}).second) return;
      for (const auto& d : c.ops[step.op].demands) {
        const bool pays = d.of != scenario_demand::per::item ||
                          !items_made(s_, d.item, a, step.component, step.op).empty();
        if (!pays && reported.insert({a, d.amount}).second) report_unmade(action, step, d);
      }
      if (const auto& inner = s_.behind(step)) walk(*inner);
    };
    if (action.path) walk(*action.path);
  }
}

void reader::report_unmade(const scenario_action& action, const path_step& step,
                           const scenario_demand& d) {
  const scenario_component& c = s_.components[step.component];
  const std::string& resource =
      d.resource == scenario_demand::cpu ? "cpu" : s_.resources[d.resource - 1].name;
  const std::string item = d.item.empty() ? "item" : d.item;
  const std::string op = step.op == 0 ? "OP" : c.ops[step.op].name;
  diagnostic& none = found_.error(
      "makes-none",
      "`" + action.name + "` makes no `" + item + "`, and `" + c.name + "` takes its " + resource +
          " for each of them",
      step.where,
      (d.item.empty() ? "" : "write `made-by: " + action.name + " x 10` at `" + item + "`, or ") +
          "call an op with a price of its own: `ops: {" + op + ": {" + resource + ": 0.3 ms}}`");
  none.notes.push_back({s_.values.all[d.amount].where, "for each `" + item + "`"});
}

// A write that a path sends to N copies itself (`ingester x 3 need 2`) says how many replicas there
// are. Every write then has to say so, and `replicas` may not say it again.
void reader::find_copies() {
  struct writes {
    std::vector<const path_step*> of_copies;
    const path_step* plain = nullptr;
  };
  std::vector<writes> all(s_.components.size());
  const std::function<void(const path_step&)> walk = [&](const path_step& step) {
    for (const auto& child : step.children) walk(child);
    if (step.is != path_step::form::call || step.component >= s_.components.size()) return;
    const scenario_component& c = s_.components[step.component];
    const kind_info& kind = all_kinds()[c.kind];
    if (!kind.is_store || !kind.has_nodes || c.ops[step.op].access != op_access::write) return;
    const bool copies = step.need != no_value && step.times != no_value;
    if (copies) all[step.component].of_copies.push_back(&step);
    if (!copies) all[step.component].plain = &step;
  };
  for (const auto& a : s_.workload.actions) {
    if (a.path) walk(*a.path);
  }
  for (const auto& c : s_.components) {
    if (c.path) walk(*c.path);
    for (const auto& op : c.ops) {
      if (op.path) walk(*op.path);
    }
  }
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    if (!all[i].of_copies.empty()) take_copies(s_.components[i], all[i].of_copies, all[i].plain);
  }
}

void reader::take_copies(scenario_component& c, const std::vector<const path_step*>& writes,
                         const path_step* plain) {
  const path_step& first = *writes.front();
  const auto differs = [&](const path_step* s) { return median(s->times) != median(first.times); };
  const auto other = std::find_if(writes.begin(), writes.end(), differs);
  const path_step* odd = other != writes.end() ? *other : plain;
  const std::string many = format_number(median(first.times));
  if (odd != nullptr) {
    diagnostic& d = found_.error("mixed-copies",
                                 "a path writes to " + many + " copies of `" + c.name +
                                     "`, and this write does not say the same",
                                 odd->where,
                                 "write `x " + many + " need " + format_number(median(first.need)) +
                                     "` here too, or `replicas: " + many + "` at `" + c.name +
                                     "` and plain writes");
    d.notes.push_back({first.where, "to " + many + " copies"});
    return;
  }
  for (std::uint32_t i = 0; i < tier_fields().size(); ++i) {
    if (tier_fields()[i].name != "replicas") continue;
    for (const auto& f : c.common) {
      if (f.position != i || f.value == no_value) continue;
      diagnostic& d = found_.error("two-replications",
                                   "this path writes to each copy of `" + c.name +
                                       "` itself, and `replicas` says that one write reaches all",
                                   first.where, "keep one of the two");
      d.notes.push_back({s_.values.all[f.value].where, "the replicas"});
      return;
    }
    c.common.push_back({i, first.times});
  }
  c.copied_by_path = true;
}

}  // namespace ballpark
