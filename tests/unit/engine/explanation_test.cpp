// SPDX-License-Identifier: MIT
#include "report/explanation.hpp"

#include <bit>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "engine/derivation.hpp"
#include "report/json.hpp"
#include "support/estimated.hpp"
#include "support/evaluated.hpp"

namespace ballpark::testing {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<fs::path> examples() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(fs::path(BALLPARK_SOURCE_DIR) / "examples")) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  return files;
}

// One estimator over an example; what it warns of is of no interest here.
struct opened {
  diagnostics found;
  estimator e;

  explicit opened(const fs::path& file, estimate_options options = {})
      : e(scenario_files::open(file, {}, found), options, found) {}
};

estimate_options quick(std::vector<std::string> cases = {}) {
  estimate_options o;
  o.samples = 32;
  o.cases = std::move(cases);
  return o;
}

// The bits of a number; both zeros are the same.
std::uint64_t bits(double x) { return std::bit_cast<std::uint64_t>(x + 0.0); }

// The derivation is a second evaluation with other numbers: each step on its own, so that no
// formula is written twice.
void expect_derived_to_the_bit(const evaluated_scenario& shown, const std::string& of) {
  const derivation d = derive(shown.resolved, shown.bought);
  ASSERT_EQ(d.out.size(), shown.median.size());
  int compared = 0;
  for (metric_id m = 0; m < d.out.size(); ++m) {
    const metric_info& info = shown.resolved.metrics[m];
    if (info.is_pooled && !shown.worlds.columns.empty()) continue;  // over all worlds
    EXPECT_EQ(bits(d.out[m].value()), bits(shown.median[m]))
        << of << " " << info.name << " " << d.out[m].value() << " " << shown.median[m];
    ++compared;
  }
  EXPECT_GT(compared, 10);
}

TEST(Explanation, DerivesEveryMetricOfEveryExampleToTheLastBit) {
  for (const auto& file : examples()) {
    opened o(file, quick());
    const auto* shown = o.e.reported();
    ASSERT_NE(shown, nullptr) << render(o.found);
    expect_derived_to_the_bit(*shown, file.filename());
  }
}

TEST(Explanation, DerivesEveryMetricInEveryCaseToTheLastBit) {
  for (const auto& file : examples()) {
    opened all(file, quick());
    for (const auto& name : all.e.reported()->source->cases) {
      opened o(file, quick({name}));
      const auto* shown = o.e.reported();
      ASSERT_NE(shown, nullptr) << render(o.found);
      expect_derived_to_the_bit(*shown, file.filename().string() + " in " + name);
    }
  }
}

TEST(Explanation, DerivesAllFormsOfStepsToTheLastBit) {
  const evaluated e(
      "ballpark: 1\nworkload:\n  peak: 3x\n  actions:\n"
      "    read: {rate: 100 req/s, response: 2 kB, path: [dns when 5%, {try: [cdn, [lb, api,"
      " {par: [{try: [hot.get x 9 batch 3, db.read]}, {one: {find hedge p95: 30%, api: 70%}}]}]]},"
      " {async: [log, db.write x 2.5 serial]}]}\n"
      "    seek: {rate: 3 req/s, path: [lb, find x 7 need 5, find timeout 50 ms retry 2,"
      " find hedge 20 ms]}\n"
      "components:\n"
      "  dns: anycast-dns\n  cdn: {is: cdn, hit: 40%}\n  lb: l7-proxy\n  api: http-service\n"
      "  hot: {is: redis, hit: 80%}\n  db: {is: sql, replicas: 3}\n  log: {is: log-broker, "
      "replicas: 3}\n"
      "  find: {is: external, latency: {p50: 9 ms, p99: 70 ms}, availability: 99.5%}\n"
      "topology: {zones: 3, survive: 1 zone}\n",
      quick());
  expect_derived_to_the_bit(e.shown(), "all forms");
}

TEST(Explanation, ListsTheSmallestOfManyOnce) {
  opened o(fs::path(BALLPARK_SOURCE_DIR) / "examples" / "shop_measured.yaml", quick());
  const auto m = o.e.explain("system.lasts");
  ASSERT_TRUE(m) << render(o.found);
  const std::string text = render_explanation(explain(*m), {});
  EXPECT_NE(text.find("system.lasts = min(lb.lasts, web.lasts,"), std::string::npos) << text;
  EXPECT_EQ(text.find("inf"), std::string::npos) << text;
}

TEST(Explanation, EveryMetricOfEveryExampleHasOneThatEndsInItsValue) {
  for (const auto& file : examples()) {
    opened o(file, quick());
    ASSERT_NE(o.e.reported(), nullptr);
    for (const auto& name : o.e.reported()->resolved.metrics.names()) {
      const auto explained = o.e.explain(name);
      ASSERT_TRUE(explained) << name;
      const explanation text = explain(*explained);
      EXPECT_FALSE(render_explanation(text, {}).empty()) << name;
      const json parsed = json::parse(render_json(text));
      EXPECT_EQ(parsed["metric"], name);
      EXPECT_EQ(parsed["ballpark"], 1);
      const metric_info& info = explained->in->resolved.metrics[explained->root];
      if (info.is_pooled || explained->fleet_of || parsed["steps"].empty()) continue;
      EXPECT_EQ(parsed["steps"][0]["value"], parsed["result"]["value"]) << name;
      EXPECT_EQ(parsed["steps"][0]["unit"], parsed["result"]["unit"]) << name;
    }
  }
}

// A profile number, an assumed one, and one of the user's.
const std::string text =
    "ballpark: 1\nworkload: {actions: {read: {rate: 2 .. 8 req/s, path: [lb]}}}\n"
    "components: {lb: {is: l7-proxy, handshake: 0.4 ms}}\n";

json explained(const std::string& metric, const std::string& scenario = text) {
  evaluated e(scenario, with_settings({}));
  const auto found = e.of().explain(metric);
  EXPECT_TRUE(found) << metric;
  return found ? json::parse(render_json(explain(*found))) : json();
}

json input(const json& explained, const std::string& path) {
  for (const auto& i : explained["inputs"]) {
    if (i["path"] == path) return i;
  }
  return {};
}

TEST(Explanation, NamesTheOriginOfEveryInput) {
  const json e = explained("lb.cpu");
  EXPECT_EQ(input(e, "read.rate")["origin"], "stated");
  EXPECT_EQ(input(e, "read.rate")["written"], "2 .. 8 req/s");
  EXPECT_EQ(input(e, "read.rate")["value"], 4);
  EXPECT_EQ(input(e, "read.rate")["where"], "test.yaml:2");
  EXPECT_EQ(input(e, "lb.handshake")["origin"], "stated");
  EXPECT_EQ(input(e, "l7-proxy.cpu")["origin"], "published");
  EXPECT_EQ(input(e, "l7-proxy.cpu")["reference"], "haproxy-3.6");
  EXPECT_EQ(input(e, "l7-proxy.cpu")["date"], "2026-02");
  EXPECT_EQ(input(e, "l7-proxy.requests-per-connection")["origin"], "assumed");
}

TEST(Explanation, ListsOnlyInputsThatTheNumberRestsOn) {
  EXPECT_EQ(explained("read.rate.mean")["inputs"].size(), 1U);
}

TEST(Explanation, MarksWhatRestsOnAnAssumedNumber) {
  EXPECT_EQ(explained("lb.cpu")["result"]["assumed"], true);
  EXPECT_FALSE(explained("read.rate.mean")["result"].contains("assumed"));
}

TEST(Explanation, OfAFleetIsThatOfItsNeedWithWhatBoundIt) {
  const json e = explained("lb.nodes");
  EXPECT_EQ(e["result"]["bound_by"], "cpu");
  EXPECT_EQ(e["steps"][0]["name"], "lb.nodes.needed");
  EXPECT_THAT(e["intro"].get<std::string>(), Not(IsEmpty()));
}

TEST(Explanation, ShowsTheFullUnit) {
  const json e = explained("read.rate.mean",
                           "ballpark: 1\nworkload: {users: 10M, actions: {read: {rate: 5 "
                           "/user/day}}}\n");
  EXPECT_EQ(input(e, "read.rate")["unit"], "req/user/s");
  EXPECT_EQ(e["steps"][0]["numbers"], "10M users * 5 req/user/day");
}

TEST(Explanation, TellsThatItsMetricDoesNotExist) {
  diagnostics found;
  auto in = std::make_shared<const source>("test.yaml", text);
  estimator e(scenario_files::from_text(in, {}, found), quick(), found);
  EXPECT_FALSE(e.explain("lb.cpuu"));
  EXPECT_NE(render(found).find("did you mean `lb.cpu`?"), std::string::npos);
  EXPECT_FALSE(e.explain("read.rate"));
  EXPECT_NE(render(found).find("`read.rate.mean`, `read.rate.peak`"), std::string::npos);
}

TEST(Explanation, OfATimeListsWhatItWasComputedFrom) {
  const json e = explained("read.latency.p99");
  std::vector<std::string> labels;
  for (const auto& p : e["steps"][0]["parts"]) labels.push_back(p["label"]);
  EXPECT_THAT(labels, Contains("lb p99"));
  EXPECT_THAT(labels, Contains("client-region p99"));
  EXPECT_THAT(labels, Contains("lb wait"));
  EXPECT_TRUE(e.contains("caveat"));
}

}  // namespace
}  // namespace ballpark::testing
