// SPDX-License-Identifier: MIT
#include "scenario/schema.hpp"

#include <map>
#include <set>

#include <nlohmann/json.hpp>

#include "scenario/kind_table.hpp"

namespace ballpark {
namespace {

using json = nlohmann::ordered_json;

json reference(const char* name) { return {{"$ref", std::string("#/$defs/") + name}}; }

json described(json schema, const std::string& help) {
  if (!help.empty()) schema["description"] = help;
  return schema;
}

json object(json properties, bool closed = true) {
  json out{{"type", "object"}, {"properties", std::move(properties)}};
  if (closed) out["additionalProperties"] = false;
  return out;
}

// What asks for resources may ask for those that a machine offers under any name.
json asking(json properties) {
  json out = object(std::move(properties));
  out["additionalProperties"] = reference("demand");
  return out;
}

json map_of(json values) {
  return {{"type", "object"}, {"additionalProperties", std::move(values)}};
}

// By names of the scenario's own.
json named(json values) {
  json out = map_of(std::move(values));
  out["propertyNames"] = {{"pattern", "^[a-z][a-z0-9-]*$"}};
  return out;
}

json list_of(json items) { return {{"type", "array"}, {"items", std::move(items)}}; }

json one_of(std::initializer_list<json> choices) { return {{"anyOf", json(choices)}}; }

// Fields with a dot in their name are keys inside a mapping: `latency.p99`.
void add_field(json& properties, const field_info& f) {
  const auto dot = f.name.find('.');
  if (dot == std::string::npos) {
    properties.emplace(f.name, described(reference("quantity"), f.help));
    return;
  }
  json& group = properties[f.name.substr(0, dot)];
  if (group.is_null()) group = one_of({reference("quantity"), object(json::object())});
  group["anyOf"][1]["properties"][f.name.substr(dot + 1)] =
      described(reference("quantity"), f.help);
}

json popularity() {
  return {{"type", "string"},
          {"pattern", "^(uniform|zipf .+)$"},
          {"description", "how calls spread over the items: `zipf 0.8`, or `uniform`"}};
}

json component() {
  json p;
  p["is"] = {{"type", "string"}, {"description", "a type of a profile, or a kind"}};
  p["node"] = described(one_of({{{"type", "string"}}, list_of({{"type", "string"}})}),
                        "the machine of a profile that it runs on, or several from small to large");
  p["stores"] = one_of({{{"type", "string"}}, list_of({{"type", "string"}})});
  p["ops"] = named(reference("op"));
  p["path"] = reference("path");
  p["request"] = reference("quantity");
  p["response"] = reference("quantity");
  p["cpu"] = reference("demand");
  for (const auto& f : tier_fields()) add_field(p, f);
  for (const auto& k : all_kinds()) {
    for (const auto& f : k.fields) add_field(p, f);
  }
  for (const auto* field : {"limit", "lag", "outage"}) p[field] = reference("quantity");
  p["over"] = {{"enum", {"queue", "shed"}}};
  p["popularity"] = popularity();
  p["eviction"] = {{"enum", {"lru", "fifo", "random", "lfu"}}};
  p["writes"] = {{"enum", {"around", "through", "behind"}}};
  p["size-for"] = {{"enum", {"mean", "peak"}}};
  p["across"] = {{"enum", {"sync", "async"}}};
  p["consistency"] = {{"type", "string"}, {"pattern", "^(strong|eventual|bounded .+)$"}};
  p["nodes"] = one_of({reference("quantity"), map_of(reference("quantity"))});
  for (const auto* later : {"features"}) {
    if (!p.contains(later)) p[later] = json::object();
  }
  json stated = asking(p);
  stated["required"] = {"is"};
  return one_of({{{"type", "string"}}, stated});
}

json yes_or_no() { return {{"enum", {true, false, "yes", "no"}}}; }

json op() {
  json p;
  p["like"] = {{"type", "string"}, {"description", "read, write, or another op"}};
  p["cpu"] = reference("demand");
  for (const auto* field : {"request", "response", "records", "serial", "limit"}) {
    p[field] = reference("quantity");
  }
  p["over"] = {{"enum", {"queue", "shed"}}};
  p["path"] = reference("path");
  p["consistency"] = {{"type", "string"}, {"pattern", "^(strong|eventual|bounded .+)$"}};
  p["popularity"] = popularity();
  p["features"] = list_of({{"type", "string"}});
  return asking(p);
}

json step() {
  json p;
  for (const auto* list : {"par", "try", "async"}) p[list] = list_of(reference("step"));
  p["do"] = one_of({reference("step"), reference("path")});
  p["one"] = map_of(reference("quantity"));
  for (const auto* word :
       {"x", "need", "when", "hit", "batch", "hedge", "timeout", "retry", "far"}) {
    p[word] = reference("quantity");
  }
  p["required"] = yes_or_no();
  p["serial"] = yes_or_no();
  p["order"] = {{"enum", {"serial"}}};
  return one_of({{{"type", "string"}}, object(p), reference("path")});
}

// A curve, or several that multiply: points by time, a burst, or a file.
json load() {
  json curve = map_of(reference("quantity"));
  curve["properties"] = {{"from", {{"type", "string"}}}};
  return one_of({curve, list_of(curve)});
}

json action() {
  json p;
  for (const auto* field : {"rate", "concurrent", "lasts", "every", "within", "growth", "peak",
                            "request", "response"}) {
    p[field] = reference("quantity");
  }
  p["load"] = load();
  p["transfer"] = yes_or_no();
  p["path"] = reference("path");
  json out = object(p);
  for (const char* how_often : {"rate", "concurrent", "every"}) {
    out["anyOf"].push_back({{"required", {how_often}}});
  }
  return out;
}

json workload() {
  json p;
  p["users"] = reference("quantity");
  p["populations"] = named(object({{"count", reference("quantity")},
                                   {"growth", reference("quantity")},
                                   {"peak", reference("quantity")},
                                   {"load", load()}}));
  for (const auto* field : {"growth", "horizon", "peak"}) p[field] = reference("quantity");
  p["load"] = load();
  p["actions"] = named(reference("action"));
  json out = object(p);
  out["required"] = {"actions"};
  return out;
}

json data_item() {
  json p;
  for (const auto* field : {"size", "count", "existing", "index", "compression"}) {
    p[field] = reference("quantity");
  }
  p["made-by"] = one_of({{{"type", "string"}}, list_of({{"type", "string"}})});
  p["keep"] = one_of({reference("quantity"), map_of(reference("quantity"))});
  p["popularity"] = popularity();
  return object(p);
}

json scenario_case() {
  json p;
  p["set"] = map_of(json::object());
  p["scale"] = map_of(reference("quantity"));
  p["without"] = one_of({{{"type", "string"}}, list_of({{"type", "string"}})});
  p["lose"] = one_of({{{"type", "string"}}, list_of({{"type", "string"}})});
  p["slow"] = map_of({{"type", {"string", "number"}}});
  p["resize"] = yes_or_no();
  p["reconnect"] = reference("quantity");
  return object(p);
}

json check() {
  json mapping = object({{"check", {{"type", "string"}}},
                         {"why", {{"type", "string"}}},
                         {"level", {{"enum", {"fail", "warn"}}}}});
  mapping["required"] = {"check"};
  return one_of({{{"type", "string"}}, mapping});
}

json sweep() {
  const json any = json::object();
  json p = object(
      {{"vary", any}, {"over", any}, {"from", any}, {"to", any}, {"steps", any}, {"show", any}});
  p["required"] = {"vary", "show"};
  return p;
}

json policy() {
  json p;
  for (const auto* field : {"utilization", "utilization-after-loss", "fleet", "min-nodes"}) {
    p[field] = reference("quantity");
  }
  return object(p);
}

json definitions() {
  json d;
  d["quantity"] = {
      {"type", {"string", "number"}},
      {"minimum", 0},
      {"description", "a quantity with its unit, a range `lo .. hi`, or an expression"}};
  const json amount{{"type", "string"}};
  d["demand"] = {
      {"anyOf", {amount, list_of(amount)}},
      {"description",
       "what a call asks of a resource: `0.3 ms`, `4 us/kB`, `40 us/sample`, or several"}};
  d["path"] = list_of(reference("step"));
  d["step"] = step();
  d["op"] = op();
  d["action"] = action();
  d["component"] = component();
  return d;
}

json top_level() {
  json p;
  p["ballpark"] = {{"const", 1}};
  p["name"] = {{"type", "string"}};
  p["about"] = {{"type", "string"}};
  p["as-of"] = {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}};
  p["use"] = list_of({{"type", "string"}});
  p["params"] = named(reference("quantity"));
  p["units"] = list_of({{"type", "string"}});
  p["calendar"] = object({{"year", reference("quantity")}, {"month", reference("quantity")}});
  p["requirements"] = object({{"functional", list_of({{"type", "string"}})},
                              {"below-the-line", list_of({{"type", "string"}})},
                              {"non-functional", list_of({{"type", "string"}})},
                              {"questions", list_of({{"type", "string"}})}});
  p["workload"] = workload();
  p["data"] = named(data_item());
  p["components"] = named(reference("component"));
  const json region =
      one_of({reference("quantity"),
              object({{"share", reference("quantity")}, {"clock", {{"type", "string"}}}})});
  p["topology"] = object(
      {{"zones", reference("quantity")},
       {"survive", {{"type", "string"}, {"pattern", "^[1-9][0-9]* (node|zone|region)s?$"}}},
       {"zone-availability", reference("quantity")},
       {"regions", named(region)},
       {"between", one_of({reference("quantity"), object({{"p50", reference("quantity")},
                                                          {"p99", reference("quantity")}})})}});
  p["policy"] = policy();
  p["cases"] = named(scenario_case());
  p["expect"] = list_of(check());
  p["observed"] = list_of({{"type", "string"}, {"pattern", "^[^=]+=[^=]+$"}});
  p["sweeps"] = named(sweep());
  return p;
}

}  // namespace

std::string scenario_schema() {
  json out{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
           {"title", "ballpark scenario"}};
  out.update(object(top_level()));
  out["required"] = {"ballpark", "workload"};
  out["$defs"] = definitions();
  return out.dump(2) + "\n";
}

}  // namespace ballpark
