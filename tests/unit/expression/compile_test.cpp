// SPDX-License-Identifier: MIT
#include "expression/compile.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "expression/parse.hpp"

namespace {

using namespace ballpark;

// A field of a file, with parameters and the draws that its value registers.
class field {
 public:
  field() {
    context.units = &units;
    context.key = "workload.rate";
    context.name = [this](std::string_view name) -> std::optional<symbol> {
      const auto found = params.find(std::string(name));
      return found == params.end() ? std::nullopt : std::optional(found->second);
    };
    context.names = [this] {
      std::vector<std::string> names;
      for (const auto& [name, symbol] : params) names.push_back(name);
      return names;
    };
    context.draw = [this](const std::string& key, const distribution& d) {
      draws.emplace_back(key, d);
      return static_cast<std::uint32_t>(10 + draws.size() - 1);
    };
  }

  std::optional<compiled> read(const std::string& text) {
    findings = {};
    draws.clear();
    const auto tree =
        parse(std::make_shared<const source>("f.yaml", text), parse_mode::file, findings);
    return tree ? compile(*tree, context, findings) : std::nullopt;
  }

  std::string code(const std::string& text) {
    read(text);
    return findings.empty() ? "" : findings[0].code;
  }
  std::string fix(const std::string& text) {
    read(text);
    return findings.empty() ? "" : findings[0].fix;
  }

  unit_table units;
  std::map<std::string, symbol> params;
  std::vector<std::pair<std::string, distribution>> draws;
  compile_context context;
  diagnostics findings;
};

constexpr dimension rate_of_user = dim::request_rate / dim::user;

TEST(compile, supplies_the_counting_units_that_a_literal_lacks) {
  field f;
  f.context.expected = {rate_of_user};
  const auto c = f.read("8 /user/day");
  ASSERT_TRUE(c.has_value());
  EXPECT_EQ(c->dim, rate_of_user);
  EXPECT_EQ(c->supplied, "req");
  EXPECT_DOUBLE_EQ(c->code.evaluate(nullptr), 8 / 86400.0);
  f.context.expected = {dim::core * dim::time / dim::request};
  EXPECT_EQ(f.read("0.3 ms")->supplied, "core/req");
}

TEST(compile, supplies_nothing_where_nothing_is_missing) {
  field f;
  f.context.expected = {rate_of_user};
  EXPECT_EQ(f.read("8 req/user/day")->supplied, "");
}

TEST(compile, never_replaces_a_unit_that_was_written) {
  field f;
  f.context.expected = {dim::request_rate};
  EXPECT_EQ(f.code("5 item/day"), "wrong-unit");
  EXPECT_EQ(f.code("5 GB/s"), "wrong-unit");
  EXPECT_EQ(f.findings[0].message,
            "`workload.rate` takes request rate (requests/time), not data rate (data/time)");
  EXPECT_EQ(f.findings[0].fix, "write it in a unit such as `req/s`");
}

TEST(compile, several_completions_are_shown_as_readings) {
  field f;
  f.context.expected = {dim::request_rate, rate_of_user};
  EXPECT_EQ(f.code("5 /day"), "ambiguous-unit");
  EXPECT_EQ(f.findings[0].fix, "write out `req/s` or `req/user/s`");
  EXPECT_EQ(f.read("5 /user/day")->supplied, "req");
}

TEST(compile, a_parameter_alone_takes_no_unit) {
  field f;
  f.params["n"] = {dim::frequency, 3};
  f.context.expected = {dim::request_rate};
  EXPECT_EQ(f.code("$n"), "wrong-unit");
  EXPECT_EQ(f.findings[0].fix, "give the parameter its unit: `req/s`");
  EXPECT_TRUE(f.read("$n * 2").has_value());
}

TEST(compile, growth_has_a_dimension_of_its_own) {
  field f;
  f.context.expected = {dim::growth_rate};
  EXPECT_TRUE(f.read("20% /yr").has_value());
  EXPECT_TRUE(f.read("15% .. 40% /yr").has_value());
  EXPECT_EQ(f.code("20%"), "wrong-unit");
  EXPECT_EQ(f.findings[0].fix, "write growth per time, such as `20% /yr`");
  f.context.expected = {dim::frequency};
  EXPECT_EQ(f.code("20% /yr"), "wrong-unit");
}

TEST(compile, the_unit_on_the_last_part_serves_both) {
  field f;
  for (const auto& [text, lo, hi] :
       std::vector<std::tuple<std::string, double, double>>{{"3 .. 7 kB", 3e3, 7e3},
                                                            {"$0.05 .. $0.10 /GB", 5e-11, 1e-10},
                                                            {"60k .. 120k /s/core", 6e4, 1.2e5},
                                                            {"4M/s .. 6M/s", 4e6, 6e6},
                                                            {"2.5x .. 3.5x", 2.5, 3.5},
                                                            {"30 .. 50%", 0.3, 0.5},
                                                            {"80M .. 120M users", 8e7, 1.2e8}}) {
    ASSERT_TRUE(f.read(text).has_value()) << render(f.findings);
    ASSERT_EQ(f.draws.size(), 1u);
    EXPECT_NEAR(f.draws[0].second.quantile(0.05) / lo, 1, 1e-12) << text;
    EXPECT_NEAR(f.draws[0].second.quantile(0.95) / hi, 1, 1e-12) << text;
  }
}

TEST(compile, a_scale_on_the_last_part_does_not_serve_the_first) {
  field f;
  EXPECT_EQ(f.code("2 .. 4M"), "scale-on-last-part");
  EXPECT_EQ(f.code("2 .. 4M users"), "scale-on-last-part");
  EXPECT_EQ(f.fix("2 .. 4M users"), "write `2M .. 4M users`, or write the last number in full");
  EXPECT_EQ(f.code("2k .. 4M users"), "");
}

TEST(compile, the_field_chooses_the_law_of_a_range) {
  field f;
  const auto law_of = [&f](range_law l, const char* text) {
    f.context.law = l;
    EXPECT_TRUE(f.read(text).has_value()) << text << render(f.findings);
    return f.draws.at(0).second.shape();
  };
  EXPECT_EQ(law_of(range_law::by_percent, "20% .. 40%"), law::logit_normal);
  EXPECT_EQ(law_of(range_law::by_percent, "60% .. 200%"), law::lognormal);
  EXPECT_EQ(law_of(range_law::by_percent, "0.2 .. 0.4"), law::lognormal);
  EXPECT_EQ(law_of(range_law::by_percent, "15% .. 40% /yr"), law::lognormal);
  EXPECT_EQ(law_of(range_law::share, "0.2 .. 0.4"), law::logit_normal);
  EXPECT_EQ(law_of(range_law::share, "10% .. 30% .. 80%"), law::two_piece_logit_normal);
  EXPECT_EQ(law_of(range_law::positive, "20% .. 40%"), law::lognormal);
  EXPECT_EQ(law_of(range_law::positive, "2 .. 3 .. 8 ms"), law::two_piece_lognormal);
}

TEST(compile, a_share_lies_between_nothing_and_all) {
  field f;
  f.context.law = range_law::share;
  f.context.expected = {dim::ratio};
  EXPECT_EQ(f.code("120%"), "share-out-of-range");
  EXPECT_EQ(f.fix("120%"), "");
  EXPECT_EQ(f.code("80"), "share-out-of-range");
  EXPECT_EQ(f.fix("80"), "did you mean `80%`?");
  EXPECT_EQ(f.code("50% .. 100%"), "range-not-a-share");
  EXPECT_EQ(f.code("0% .. 5%"), "range-not-positive");
  EXPECT_EQ(f.code("0%"), "");
  EXPECT_EQ(f.code("100%"), "");
}

TEST(compile, range_errors_name_what_to_write) {
  field f;
  EXPECT_EQ(f.code("10 .. 5"), "range-reversed");
  EXPECT_EQ(f.fix("0 .. 10 GB"),
            "lognormal needs a positive low end; write normal(0 .. 10 GB) or uniform(0, 10 GB)");
  EXPECT_EQ(f.code("5 GB .. 10 s"), "incompatible-dimensions");
  ASSERT_TRUE(f.read("5 .. 5 GB").has_value());
  EXPECT_EQ(f.findings[0].code, "range-is-a-point");
  EXPECT_TRUE(f.draws.empty());
}

TEST(compile, draws_are_keyed_by_the_path_of_the_value) {
  field f;
  ASSERT_TRUE(f.read("(1 .. 2) * (3 .. 4) * (5 .. 6)").has_value());
  EXPECT_EQ(f.draws[0].first, "workload.rate");
  EXPECT_EQ(f.draws[1].first, "workload.rate#2");
  EXPECT_EQ(f.draws[2].first, "workload.rate#3");
}

TEST(compile, a_range_with_parameters_draws_a_standard_normal) {
  field f;
  f.params["a"] = {dim::data, 0};
  const auto c = f.read("$a .. 2 * $a");
  EXPECT_FALSE(c.has_value() && f.draws.empty());
  const auto d = f.read("$a .. (3 * $a)");
  ASSERT_TRUE(d.has_value()) << render(f.findings);
  EXPECT_EQ(f.draws[0].second, distribution::normal(0, 1));
  double slots[11] = {4.0};
  slots[10] = -normal_quantile(0.95);
  EXPECT_NEAR(d->code.evaluate(slots), 4, 1e-12);
  slots[10] = normal_quantile(0.95);
  EXPECT_NEAR(d->code.evaluate(slots), 12, 1e-12);
}

TEST(compile, constants_are_folded) {
  field f;
  const auto c = f.read("2 * 3 GB + 4 * 500 MB");
  ASSERT_TRUE(c.has_value());
  EXPECT_TRUE(c->code.is_constant());
  EXPECT_EQ(c->code.steps().size(), 1u);
  EXPECT_DOUBLE_EQ(c->code.evaluate(nullptr), 8e9);
}

TEST(compile, a_parameter_without_its_dollar_is_recognised) {
  field f;
  f.params["fanout"] = {dim::ratio, 0};
  EXPECT_EQ(f.fix("fanout * 2"), "a parameter is written `$fanout`");
  EXPECT_EQ(f.fix("$fannout * 2"), "did you mean `fanout`?");
}

TEST(compile, a_metric_is_named_with_dots) {
  field f;
  f.params["api.nodes"] = {dim::node, 0};
  EXPECT_TRUE(f.read("api.nodes + 2 nodes").has_value()) << render(f.findings);
}

TEST(compile, a_scenario_declares_nouns) {
  field f;
  const auto tweet = f.units.declare("tweet");
  ASSERT_TRUE(tweet.has_value());
  f.context.expected = {*tweet / dim::user / dim::time};
  EXPECT_EQ(f.read("3 tweets/user/day")->supplied, "");
  EXPECT_EQ(f.read("3 /user/day")->supplied, "tweet");
  ASSERT_TRUE(f.units.declare("hot-text").has_value());
  f.context.expected = {};
  EXPECT_TRUE(f.read("3 hot-text").has_value());
  EXPECT_EQ(f.fix("3 twet"), "did you mean `tweet`?");
}

TEST(compile, every_error_has_a_place_and_a_fix) {
  field f;
  f.params["p"] = {dim::data, 0};
  for (const char* text : {"5 +",
                           "5 kB + 3 s",
                           "5m",
                           "5B",
                           "1B users",
                           "5 mb",
                           "10 GB / 1 Gbit/s",
                           "2^(3 GB)",
                           "log10(10 GB)",
                           "foo(1)",
                           "10 .. 5",
                           "0 .. 5",
                           "$q",
                           "q",
                           "500 GB + 20%",
                           "sqrt(4 GB)",
                           "1,5",
                           "5 k req",
                           "(5",
                           "5)",
                           "min()",
                           "little(rate=3)",
                           "?",
                           "5 .. 6 @ 200%",
                           "1/0"}) {
    f.read(text);
    ASSERT_FALSE(f.findings.empty()) << text;
    const diagnostic& d = f.findings[0];
    EXPECT_EQ(d.level, severity::error) << text;
    EXPECT_TRUE(d.where.in) << text;
    EXPECT_LT(d.where.at.begin, d.where.at.end + 1) << text;
    EXPECT_FALSE(d.fix.empty()) << text << ": " << d.message;
  }
}

TEST(compile, reads_the_values_of_the_examples) {
  field f;
  f.units.declare("sample");
  f.units.declare("engineer");
  for (const char* text : {"8 .. 12 /user/day",
                           "200 req/s",
                           "15% .. 40% /yr",
                           "3x",
                           "350 B",
                           "30 kB/connection",
                           "50k .. 100k /node",
                           "4 .. 10 us/kB",
                           "1 core per 25k sample/s",
                           "$0.40 per 1M req",
                           "$0.02 /GB/mo",
                           "40M .. 60M req/day",
                           "500 .. 1000 sample/req",
                           "20 .. 60 req/engineer/day",
                           "8bn .. 12bn",
                           "5 ms /seat",
                           "400 req/s",
                           "3 /region",
                           "1 zone",
                           "99.9%",
                           "2 yr",
                           "$60k/mo",
                           "90k/s",
                           "1M/s",
                           "2.5 s",
                           "12% .. 20%",
                           "180 d",
                           "6mo"}) {
    const std::string c = f.code(text);
    EXPECT_TRUE(c.empty() || std::string(text).find("seat") != std::string::npos) << text << c;
  }
}

}  // namespace
