// SPDX-License-Identifier: MIT
#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "diagnostic/suggest.hpp"
#include "scenario/reader.hpp"

namespace ballpark {
namespace {

constexpr const char* example = "push: {like: write, cpu: 10 us}";

const wanted bytes{{dim::data / dim::request}, range_law::positive, "1 kB"};
const wanted records{{}, range_law::positive, "20", true, true};

}  // namespace

// The default op first. All begin with what the component says of all its calls.
void reader::read_ops(const document& own, const document* type, scenario_component& c) {
  const kind_info& kind = all_kinds()[c.kind];
  const std::string path = "components." + c.name;
  c.request = value_of(own, "request", path, bytes);
  c.response = value_of(own, "response", path, bytes);
  scenario_op first;
  first.name = std::string(kind.default_op);
  first.access = kind.default_access;
  first.request = c.request;
  first.response = c.response;
  read_component_demands(own, type, c, first.demands);
  c.every_op = first;
  c.ops.push_back(std::move(first));
  const auto* ops = own.find("ops");
  if (ops == nullptr || !is_map(*ops, "`ops`", std::string("ops: {") + example + "}")) return;
  for (const auto& e : ops->entries) {
    if (!good_name(e, "an op") || !is_map(e.value, "an op", example)) continue;
    read_op(e, path + ".ops." + e.key, c);
  }
}

void reader::read_op(const document::entry& e, const std::string& path, scenario_component& c) {
  const document& d = e.value;
  const kind_info& kind = all_kinds()[c.kind];
  keys(d,
       {"like", "cpu", "request", "response", "path", "records", "serial", "popularity",
        "consistency", "features", "limit", "over"},
       "an op", names_of_resources());
  scenario_op op = c.every_op;
  op.name = e.key;
  op.access = kind.is_store ? well_known_op(e.key).value_or(kind.default_access) : op_access::call;
  if (const auto* like = d.find("like")) read_like(*like, c, op);
  if (const auto* k = d.find_entry("features")) later(k->where, "`features` of an op");
  read_limit(d, path, c, op.gate);
  if (const auto* k = d.find_entry("consistency")) {
    op.reads = consistency_of(k->value, path, nullptr);
    if (!kind.is_store) not_of_stores(*k, c);
  }
  const auto own = [&](const char* key, const wanted& what, value_id& into) {
    if (d.find(key) != nullptr) into = value_of(d, key, path, what);
  };
  read_op_demands(d, path, op);
  own("records", records, op.records);
  if (d.find("popularity") != nullptr) op.popularity = read_popularity(d, path);
  own("request", bytes, op.request);
  own("response", bytes, op.response);
  if (const auto known = index_of(c.ops, op.name)) {
    c.ops[*known] = std::move(op);
  } else {
    c.ops.push_back(std::move(op));
  }
}

void reader::read_like(const document& like, const scenario_component& c, scenario_op& op) {
  if (like.is == document::form::broken) return;
  if (const auto other = index_of(c.ops, like.text)) {
    const std::string name = op.name;
    op = c.ops[*other];
    op.name = name;
  } else if (const auto access = well_known_op(like.text); access && all_kinds()[c.kind].is_store) {
    op.access = *access;
  } else {
    found_.error("unknown-op", "`like` names what the op behaves like", like.where,
                 all_kinds()[c.kind].is_store ? "write `like: read` or `like: write`"
                                              : "name another op of `" + c.name + "`");
  }
}

void reader::read_component_paths() {
  const auto* components = root_.find("components");
  if (components == nullptr) return;
  for (std::uint32_t i = 0; i < s_.components.size(); ++i) {
    const auto* d = components->find(s_.components[i].name);
    if (d == nullptr || d->is != document::form::map) continue;
    const std::string at = "components." + s_.components[i].name;
    if (auto way = path_of(*d, at, i)) s_.components[i].path = std::move(way);
    const auto* ops = d->find("ops");
    if (ops == nullptr) continue;
    for (const auto& e : ops->entries) {
      auto way = path_of(e.value, at + ".ops." + e.key, i);
      const auto op = index_of(s_.components[i].ops, e.key);
      if (way && op) s_.components[i].ops[*op].path = std::move(way);
    }
  }
}

std::optional<path_step> reader::path_of(const document& d, const std::string& at,
                                         std::uint32_t component) {
  const auto* e = d.find_entry("path");
  if (e == nullptr) return std::nullopt;
  const scenario_component& c = s_.components[component];
  if (!all_kinds()[c.kind].forwards) {
    found_.error("not-a-caller",
                 "`" + c.name + "` is " + a_kind(all_kinds()[c.kind]) + ", which calls nobody",
                 e->where, "let a service call both, one after the other");
    return std::nullopt;
  }
  return path(e->value, at + ".path");
}

namespace {

using op_id = std::pair<std::uint32_t, std::uint32_t>;  // component, op

// Walks the calls that ops make, depth first.
class call_walk {
 public:
  call_walk(const scenario& s, diagnostics& found) : s_(s), found_(found) {}

  void run() {
    for (std::uint32_t c = 0; c < s_.components.size(); ++c) {
      for (std::uint32_t o = 0; o < s_.components[c].ops.size(); ++o) visit({c, o});
    }
  }

 private:
  void visit(op_id id) {
    if (done_.contains(id)) return;
    open_.push_back(id);
    const scenario_component& c = s_.components[id.first];
    const auto& own = c.ops[id.second].path;
    if (const auto& path = own ? own : c.path) follow(*path);
    open_.pop_back();
    done_.insert(id);
  }

  void follow(const path_step& s) {
    for (const auto& child : s.children) follow(child);
    if (s.is != path_step::form::call) return;
    const op_id next{s.component, s.op};
    const auto open = std::find(open_.begin(), open_.end(), next);
    if (open == open_.end()) {
      visit(next);
      return;
    }
    std::string cycle;
    for (auto i = open; i != open_.end(); ++i) cycle += name(*i) + " -> ";
    found_.error("cycle", "services call each other in a circle: " + cycle + name(next), s.where,
                 "take one of these calls out of its `path`");
  }

  [[nodiscard]] std::string name(op_id id) const {
    const scenario_component& c = s_.components[id.first];
    return id.second == 0 ? c.name : c.name + "." + c.ops[id.second].name;
  }

  const scenario& s_;
  diagnostics& found_;
  std::vector<op_id> open_;
  std::set<op_id> done_;
};

}  // namespace

// Services that call each other in a circle would be walked without end.
void reader::find_call_cycles() { call_walk(s_, found_).run(); }

}  // namespace ballpark
