// SPDX-License-Identifier: MIT
#include <cmath>
#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "expression/calculate.hpp"

// Every case of tests/data/calc_cases.json: what other tools agree on, and what was decided where
// they do not.
namespace {

using ballpark::calculate;
using ballpark::calculation;
using ballpark::diagnostic;
using nlohmann::json;

json read_cases() {
  std::ifstream in(std::string(BALLPARK_TEST_DATA) + "/calc_cases.json");
  return json::parse(in).at("cases");
}

void expect_near(double actual, double expected, double relative, const char* what) {
  EXPECT_NEAR(actual, expected, relative * std::abs(expected)) << what;
}

void expect_error(const calculation& c, const json& expect) {
  ASSERT_TRUE(c.findings.has_errors());
  const diagnostic& d = c.findings[0];
  EXPECT_EQ(d.code, expect.at("error").get<std::string>());
  if (expect.contains("span") && !expect.at("span").is_null()) {
    EXPECT_EQ(d.where.at.begin, expect.at("span").at(0).get<std::size_t>());
    EXPECT_EQ(d.where.at.end, expect.at("span").at(1).get<std::size_t>());
  }
  if (expect.contains("hint")) {
    EXPECT_EQ(d.fix, expect.at("hint").get<std::string>());
  }
  if (!expect.contains("readings")) return;
  for (const auto& [text, value] : expect.at("readings").items()) {
    const std::string reading = "`" + text + "` for " + value.get<std::string>();
    EXPECT_NE(d.fix.find(reading), std::string::npos) << d.fix;
  }
}

void expect_distribution(const calculation& c, const json& expect) {
  const double tolerance = expect.at("rel_tol_analytic");
  const auto unit = ballpark::unit_table::standard().parse(expect.at("unit").get<std::string>());
  const double factor = unit ? unit->factor : 1;
  EXPECT_TRUE(c.is_uncertain);
  EXPECT_TRUE(c.exact);
  expect_near(c.p5 / factor, expect.at("p5"), tolerance, "p5");
  expect_near(c.p50 / factor, expect.at("p50"), tolerance, "p50");
  expect_near(c.p95 / factor, expect.at("p95"), tolerance, "p95");
  expect_near(c.mean / factor, expect.at("mean"), tolerance, "mean");
  if (expect.contains("sigma_log")) {
    const double sigma = std::log(c.p95 / c.p5) / (2 * 1.6448536269514722);
    expect_near(sigma, expect.at("sigma_log"), tolerance, "sigma_log");
  }
}

void expect_value(const calculation& c, const json& expect) {
  const double tolerance = expect.value("rel_tol", 0.0);
  const double absolute = expect.value("abs_tol", 0.0);
  const double value = c.target ? c.target->value : c.value;
  if (expect.contains("unit")) {
    ASSERT_TRUE(c.target.has_value());
    EXPECT_EQ(c.target->unit, expect.at("unit").get<std::string>());
  }
  if (expect.contains("value")) expect_near(value, expect.at("value"), tolerance, "value");
  if (expect.contains("mean")) {
    EXPECT_NEAR(c.mean, expect.at("mean").get<double>(), absolute);
  }
  if (expect.contains("stdev")) {
    EXPECT_NEAR(c.stdev, expect.at("stdev").get<double>(), absolute);
  }
}

class calc_cases : public testing::TestWithParam<json> {};

TEST_P(calc_cases, give_the_expected_answer) {
  const json& c = GetParam();
  const json& expect = c.at("expect");
  const calculation answer = calculate(c.at("expr").get<std::string>());
  SCOPED_TRACE(c.at("expr").get<std::string>());
  if (expect.contains("error")) return expect_error(answer, expect);
  ASSERT_TRUE(answer.ok) << render(answer.findings);
  if (expect.contains("dist")) return expect_distribution(answer, expect);
  expect_value(answer, expect);
}

std::string name_of(const testing::TestParamInfo<json>& info) {
  std::string name = info.param.at("id");
  for (char& c : name) {
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  }
  return name;
}

INSTANTIATE_TEST_SUITE_P(file, calc_cases, testing::ValuesIn(read_cases().get<std::vector<json>>()),
                         name_of);

}  // namespace
