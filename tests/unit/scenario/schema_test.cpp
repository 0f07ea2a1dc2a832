// SPDX-License-Identifier: MIT
#include "scenario/schema.hpp"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <set>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

#include "reading.hpp"

namespace ballpark::testing {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

json schema() { return json::parse(scenario_schema()); }

// As much of JSON Schema as ours uses. Returns what is wrong, with its place, or nothing.
class validator {
 public:
  explicit validator(json root) : root_(std::move(root)) {}

  std::string check(const json& value) const { return check(value, root_, "$"); }

 private:
  std::string check(const json& value, const json& s, const std::string& at) const {
    if (s.contains("$ref")) return check(value, named(s["$ref"]), at);
    if (s.contains("anyOf")) return any_of(value, s["anyOf"], at);
    if (s.contains("const") && value != s["const"]) return at + ": not " + s["const"].dump();
    if (s.contains("enum") && !contains(s["enum"], value)) return at + ": not in the enum";
    if (s.contains("type") && !has_type(value, s["type"])) return at + ": not " + s["type"].dump();
    if (value.is_array() && s.contains("items")) return items(value, s["items"], at);
    return value.is_object() ? object(value, s, at) : "";
  }

  const json& named(const std::string& reference) const {
    return root_["$defs"].at(reference.substr(reference.rfind('/') + 1));
  }

  std::string any_of(const json& value, const json& choices, const std::string& at) const {
    std::string all;
    for (const auto& c : choices) {
      const std::string wrong = check(value, c, at);
      if (wrong.empty()) return "";
      all += "\n  " + wrong;
    }
    return at + ": none of" + all;
  }

  static bool contains(const json& list, const json& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
  }

  static bool has_type(const json& value, const json& type) {
    if (type.is_array()) {
      return std::any_of(type.begin(), type.end(), [&](const json& t) { return has_type(value, t); });
    }
    const std::string name = type;
    return name == value.type_name() || (name == "integer" && value.is_number_integer());
  }

  std::string items(const json& list, const json& s, const std::string& at) const {
    for (std::size_t i = 0; i < list.size(); ++i) {
      const std::string wrong = check(list[i], s, at + "[" + std::to_string(i) + "]");
      if (!wrong.empty()) return wrong;
    }
    return "";
  }

  std::string object(const json& value, const json& s, const std::string& at) const {
    for (const auto& name : s.value("required", json::array())) {
      if (!value.contains(name)) return at + ": no " + name.dump();
    }
    for (const auto& [key, child] : value.items()) {
      const bool known = s.contains("properties") && s["properties"].contains(key);
      const json more = s.value("additionalProperties", json(true));
      if (!known && more == false) return at + ": unknown " + key;
      const json& of = known ? s["properties"][key] : more;
      const std::string wrong = of.is_object() ? check(child, of, at + "." + key) : "";
      if (!wrong.empty()) return wrong;
    }
    return "";
  }

  json root_;
};

// Scalars as an editor sees them: numbers and booleans where YAML says so, else text.
json as_json(const YAML::Node& node) {
  if (node.IsMap()) {
    json out = json::object();
    for (const auto& e : node) out[e.first.as<std::string>()] = as_json(e.second);
    return out;
  }
  if (node.IsSequence()) {
    json out = json::array();
    for (const auto& e : node) out.push_back(as_json(e));
    return out;
  }
  const std::string text = node.as<std::string>();
  if (text == "true" || text == "false") return text == "true";
  const json number = json::parse(text, nullptr, false);
  return number.is_number() && node.Tag() != "!" ? number : json(text);
}

TEST(Schema, AcceptsEveryExample) {
  const validator v(schema());
  int files = 0;
  for (const auto& entry : fs::directory_iterator(fs::path(BALLPARK_SOURCE_DIR) / "examples")) {
    if (entry.path().extension() != ".yaml") continue;
    EXPECT_EQ(v.check(as_json(YAML::LoadFile(entry.path()))), "") << entry.path();
    ++files;
  }
  EXPECT_GE(files, 3);
}

TEST(Schema, RefusesWhatTheReaderRefuses) {
  const validator v(schema());
  const auto wrong = [&](const std::string& yaml) { return v.check(as_json(YAML::Load(yaml))); };
  const std::string head = "ballpark: 1\nworkload: {actions: {read: {rate: 5 req/s}}}\n";
  EXPECT_EQ(wrong(head), "");
  EXPECT_NE(wrong("workload: {actions: {read: {rate: 5 req/s}}}\n"), "");
  EXPECT_NE(wrong("ballpark: 2\nworkload: {actions: {read: {rate: 5 req/s}}}\n"), "");
  EXPECT_NE(wrong(head + "compnents: {}\n"), "");
  EXPECT_NE(wrong(head + "components: {api: {is: http-service, cpus: 3}}\n"), "");
  EXPECT_NE(wrong(head + "topology: {zone: 3}\n"), "");
}

// The keys that the reader names when it meets one that it does not know.
std::set<std::string> keys_of_reader(const std::string& scenario) {
  const auto r = read_scenario(scenario);
  std::set<std::string> keys;
  for (const auto& d : r.found) {
    if (d.code != "unknown-key") continue;
    for (std::size_t at = d.fix.find('`'); at != std::string::npos; at = d.fix.find('`', at + 1)) {
      const std::size_t end = d.fix.find('`', at + 1);
      keys.insert(d.fix.substr(at + 1, end - at - 1));
      at = end;
    }
  }
  return keys;
}

std::set<std::string> keys_of(const json& object) {
  std::set<std::string> keys;
  for (const auto& [key, value] : object["properties"].items()) keys.insert(key);
  return keys;
}

struct section {
  const char* name;
  std::string scenario;  // with the unknown key `qqqqqqqqqqqq` in the section
  std::function<json(const json&)> find;

  friend std::ostream& operator<<(std::ostream& out, const section& s) { return out << s.name; }
};

class SchemaSections : public ::testing::TestWithParam<section> {};

// Two lists of the same keys, in the reader and in the schema, cannot drift apart.
TEST_P(SchemaSections, HaveTheKeysThatTheReaderKnows) {
  auto expected = keys_of_reader(GetParam().scenario);
  expected.erase("sources");  // of profiles, which merge into the same sections
  ASSERT_FALSE(expected.empty()) << GetParam().scenario;
  EXPECT_EQ(keys_of(GetParam().find(schema())), expected);
}

const std::string head = "ballpark: 1\nworkload: {actions: {read: {rate: 5 req/s}}}\n";
const char* const odd = "qqqqqqqqqqqq";

INSTANTIATE_TEST_SUITE_P(
    of_a_scenario, SchemaSections,
    ::testing::Values(
        section{"top", head + odd + ": 1\n",
                [](const json& s) {
                  json top = s;
                  top["properties"].erase("ballpark");
                  return top;
                }},
        section{"workload",
                std::string("ballpark: 1\nworkload: {actions: {read: {rate: 5 req/s}}, ") + odd +
                    ": 1}\n",
                [](const json& s) { return s["properties"]["workload"]; }},
        section{"action",
                std::string("ballpark: 1\nworkload: {actions: {read: {rate: 5 req/s, ") + odd +
                    ": 1}}}\n",
                [](const json& s) { return s["$defs"]["action"]; }},
        section{"data", head + "data: {text: {count: 5, size: 1 kB, " + odd + ": 1}}\n",
                [](const json& s) {
                  return s["properties"]["data"]["additionalProperties"];
                }},
        section{"topology", head + "topology: {" + odd + ": 1}\n",
                [](const json& s) { return s["properties"]["topology"]; }},
        section{"policy", head + "policy: {" + odd + ": 1}\n",
                [](const json& s) { return s["properties"]["policy"]; }},
        section{"case", head + "cases: {a: {" + odd + ": 1}}\n",
                [](const json& s) {
                  return s["properties"]["cases"]["additionalProperties"];
                }},
        section{"op", head + "components: {db: {is: sql, ops: {get: {" + odd + ": 1}}}}\n",
                [](const json& s) { return s["$defs"]["op"]; }},
        section{"step",
                std::string("ballpark: 1\nworkload: {actions: {read: {rate: 5 req/s, path: [{do: "
                            "api, ") +
                    odd + ": 1}]}}}\ncomponents: {api: http-service}\n",
                [](const json& s) { return s["$defs"]["step"]["anyOf"][1]; }},
        section{"requirements", head + "requirements: {" + odd + ": []}\n",
                [](const json& s) { return s["properties"]["requirements"]; }}),
    [](const auto& tested) { return std::string(tested.param.name); });

}  // namespace
}  // namespace ballpark::testing
