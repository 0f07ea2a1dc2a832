// SPDX-License-Identifier: MIT
#include <cmath>
#include <fstream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <ballpark/models/fan_out.hpp>
#include <ballpark/models/latency.hpp>

namespace ballpark::testing {
namespace {

using nlohmann::json;
using time = latency<6>;

json cases() {
  return json::parse(std::ifstream(BALLPARK_TEST_DATA "/latency_cases.json"))["cases"];
}

// The reference file counts in milliseconds.
constexpr double ms = 1e-3;

template <int Cells>
latency<Cells> evaluate(const json& tree) {
  using of = latency<Cells>;
  const std::string op = tree["op"];
  const auto number = [&](const char* name) { return tree[name].get<double>(); };
  const auto part = [&](std::size_t i) { return evaluate<Cells>(tree["args"][i]); };
  const auto parts = tree.contains("args") ? tree["args"].size() : 0;
  if (op == "fixed") return of::fixed(number("ms") * ms);
  if (op == "lognormal") return of::lognormal_by_log(number("mu") + std::log(ms), number("sigma"));
  if (op == "exponential") return of::exponential(number("mean") * ms);
  if (op == "wait") return of().plus_exponential(number("C"), number("cond_mean") * ms);
  if (op == "when") return of::mixture(number("p_first"), part(0), part(1));
  if (op == "try") return part(0).then(1 - number("p_hit"), part(1));
  if (op == "max_n") return part(0).slowest_of(number("n"));
  if (op == "sum_n") return part(0).repeated(number("n"));
  if (op == "k_of_n") return part(0).kth_of(tree["k"], tree["n"]);
  if (op == "hedge") return part(0).hedged(number("delay") * ms);
  of total;
  for (std::size_t i = 0; i < parts; ++i) {
    total = op == "sum" ? total + part(i) : of::slower(total, part(i));
  }
  return total;
}

struct quantile {
  const char* name;
  double p;
};
constexpr quantile quantiles[] = {{"p50", 0.5}, {"p95", 0.95}, {"p99", 0.99}, {"p999", 0.999}};

bool ill_conditioned(const json& c, const char* name) {
  const auto& list = c["ill_conditioned"];
  return std::find(list.begin(), list.end(), name) != list.end();
}

TEST(Latency, ReferencePathsHoldWithinHalfAPercentAtSixCells) {
  for (const auto& c : cases()) {
    const auto t = evaluate<6>(c["tree"]);
    for (const auto& q : quantiles) {
      if (ill_conditioned(c, q.name)) continue;
      const double expected = c["reference"][q.name].get<double>() * ms;
      const double tolerance = q.p > 0.99 ? 0.01 : 0.005;
      EXPECT_NEAR(t.percentile(q.p) / expected, 1, tolerance) << c["name"] << " " << q.name;
    }
    EXPECT_NEAR(t.mean() / (c["reference"]["mean"].get<double>() * ms), 1, 0.005) << c["name"];
  }
}

TEST(Latency, ReferencePathsHoldWithinATenthOfAPercentAtSixteenCells) {
  for (const auto& c : cases()) {
    const auto t = evaluate<16>(c["tree"]);
    for (const auto& q : quantiles) {
      if (ill_conditioned(c, q.name)) continue;
      const double expected = c["reference"][q.name].get<double>() * ms;
      const double uncertainty = c["reference_rel_uncertainty"][q.name].get<double>();
      EXPECT_NEAR(t.percentile(q.p) / expected, 1, std::max(0.001, uncertainty))
          << c["name"] << " " << q.name;
    }
  }
}

TEST(Latency, WhereAPercentileFallsBetweenModesTheDistributionIsStillRight) {
  for (const auto& c : cases()) {
    for (const auto& q : quantiles) {
      if (!ill_conditioned(c, q.name)) continue;
      const auto t = evaluate<6>(c["tree"]);
      const auto fine = evaluate<64>(c["tree"]);
      const double at = c["reference"][q.name].get<double>() * ms;
      EXPECT_NEAR(t.cdf(at), fine.cdf(at), 1e-3) << c["name"] << " " << q.name;
      EXPECT_TRUE(t.between_modes(q.p).has_value()) << c["name"] << " " << q.name;
    }
  }
}

TEST(Latency, APercentileInsideAModeIsNotFlagged) {
  EXPECT_FALSE(time::lognormal(10 * ms, 40 * ms).between_modes(0.99).has_value());
}

TEST(Latency, ALognormalPassesThroughBothItsPercentiles) {
  const auto t = time::lognormal(2 * ms, 12 * ms);
  EXPECT_NEAR(t.percentile(0.5) / (2 * ms), 1, 1e-3);
  EXPECT_NEAR(t.percentile(0.99) / (12 * ms), 1, 1e-3);
}

TEST(Latency, EqualPercentilesAreAFixedTime) {
  const auto t = time::lognormal(5 * ms, 5 * ms);
  EXPECT_EQ(t.percentile(0.01), 5 * ms);
  EXPECT_EQ(t.percentile(0.999), 5 * ms);
}

TEST(Latency, NothingAddsNothing) {
  const auto t = time::lognormal(2 * ms, 12 * ms);
  EXPECT_EQ((t + time()).percentile(0.99), t.percentile(0.99));
  EXPECT_EQ((time() + t).percentile(0.5), t.percentile(0.5));
}

TEST(Latency, AFixedTimeOnlyMovesADistribution) {
  const auto t = time::lognormal(2 * ms, 12 * ms);
  EXPECT_NEAR(t.plus_fixed(1).percentile(0.99), 1 + t.percentile(0.99), 1e-15);
}

TEST(Latency, AnExponentialHasItsPercentiles) {
  const auto t = time::exponential(4 * ms);
  for (const auto& q : quantiles) {
    EXPECT_NEAR(t.percentile(q.p) / (-4 * ms * std::log1p(-q.p)), 1, 0.003) << q.name;
  }
}

TEST(Latency, TheSlowestOfOneIsItself) {
  const auto t = time::lognormal(2 * ms, 12 * ms);
  EXPECT_EQ(t.slowest_of(1).percentile(0.99), t.percentile(0.99));
}

TEST(Latency, TheSlowestOfNIsTheNthPowerOfTheDistribution) {
  const auto t = time::lognormal(2 * ms, 12 * ms);
  for (const double n : {2.0, 7.5, 100.0}) {
    EXPECT_NEAR(t.slowest_of(n).percentile(0.5) / t.percentile(std::pow(0.5, 1 / n)), 1, 0.003);
  }
}

TEST(Latency, TheLastOfNIsTheSlowest) {
  const auto t = time::lognormal(2 * ms, 12 * ms);
  EXPECT_NEAR(t.kth_of(5, 5).percentile(0.9) / t.slowest_of(5).percentile(0.9), 1, 1e-3);
}

TEST(Latency, TheFirstOfNHasTheNthPowerOfTheTail) {
  const auto t = time::exponential(4 * ms);
  EXPECT_NEAR(t.kth_of(1, 4).percentile(0.99) / (-ms * std::log(0.01)), 1, 0.003);
}

TEST(Latency, TheKthOfManyIsThatOfTheBinomialDistribution) {
  const auto t = time::exponential(4 * ms);
  const auto tenth = t.kth_of(10, 1000);
  EXPECT_NEAR(
      tenth.mean() /
          (expected_kth(10, 1000, 4 * units::milliseconds) / units::seconds).in_base_units(),
      1, 0.01);
  const double late = share_slow_kth(10, 1000, std::exp(-tenth.percentile(0.9) / (4 * ms)));
  EXPECT_NEAR(late, 0.1, 0.005);
}

TEST(Latency, AMixtureWithCertaintyIsThatPart) {
  const auto a = time::lognormal(2 * ms, 12 * ms);
  const auto b = time::lognormal(20 * ms, 90 * ms);
  EXPECT_EQ(time::mixture(1, a, b).percentile(0.99), a.percentile(0.99));
  EXPECT_EQ(time::mixture(0, a, b).percentile(0.99), b.percentile(0.99));
}

TEST(Latency, AMixtureWeighsDistributionsNotPercentiles) {
  const auto a = time::lognormal(2 * ms, 12 * ms);
  const auto b = time::lognormal(20 * ms, 90 * ms);
  const auto m = time::mixture(0.3, a, b);
  for (const double x : {1 * ms, 3 * ms, 10 * ms, 50 * ms}) {
    EXPECT_NEAR(m.cdf(x), 0.3 * a.cdf(x) + 0.7 * b.cdf(x), 2e-3) << x;
  }
}

TEST(Latency, AHedgeThatStartsTooLateChangesNothing) {
  const auto t = time::lognormal(2 * ms, 12 * ms);
  EXPECT_EQ(t.hedged(1e4).percentile(0.99), t.percentile(0.99));
}

TEST(Latency, AHedgeAtOnceIsTheFasterOfTwo) {
  const auto t = time::exponential(4 * ms);
  EXPECT_NEAR(t.hedged(0).percentile(0.99) / (-2 * ms * std::log(0.01)), 1, 0.005);
}

TEST(Latency, ACutOffEndsTheTail) {
  const auto whole = time::lognormal(2 * ms, 12 * ms);
  const auto t = whole.cut_at(8 * ms);  // 3.6 % take longer
  EXPECT_NEAR(t.percentile(0.5) / (2 * ms), 1, 2e-3);
  EXPECT_NEAR(t.percentile(0.96) / whole.percentile(0.96), 1, 5e-3);
  EXPECT_EQ(t.percentile(0.97), 8 * ms);
  EXPECT_EQ(t.percentile(0.999), 8 * ms);
  EXPECT_EQ(t.cdf(8 * ms), 1);
  EXPECT_NEAR(t.cdf(7.999 * ms), whole.cdf(8 * ms), 1e-3);
}

TEST(Latency, ACutOffOfWhatIsFasterChangesNothing) {
  const auto t = time::lognormal(2 * ms, 12 * ms).cut_at(1);
  EXPECT_EQ(t.percentile(0.99), time::lognormal(2 * ms, 12 * ms).percentile(0.99));
  EXPECT_EQ(time::fixed(2 * ms).cut_at(3 * ms).percentile(0.5), 2 * ms);
  EXPECT_EQ(time::fixed(4 * ms).cut_at(3 * ms).percentile(0.5), 3 * ms);
}

TEST(Latency, WhatIsCutOffStaysCutOffInWhatItIsPartOf) {
  const auto cut = time::lognormal(2 * ms, 12 * ms).cut_at(8 * ms);  // 3.6 % take 8 ms
  EXPECT_DOUBLE_EQ(cut.plus_fixed(5 * ms).percentile(0.99), 13 * ms);
  EXPECT_EQ(cut.slowest_of(10).percentile(0.99), 8 * ms);
  EXPECT_EQ(time::slower(cut, time::fixed(3 * ms)).percentile(0.99), 8 * ms);
  EXPECT_EQ(time::mixture(0.5, cut, time::fixed(1 * ms)).percentile(0.99), 8 * ms);
  EXPECT_LE((cut + cut).percentile(0.9999), 16 * ms);
  EXPECT_LE(cut.hedged(2 * ms).percentile(0.9999), 8 * ms);
}

TEST(Latency, WhatIsTooLateIsTriedAgain) {
  // Exponential of mean 1 s, cut at 1 s, one retry. With q = 1 - 1/e: F(t) = 1 - e^-t up to 1 s,
  // and q + (1 - q)(1 - e^-(t-1)) after it, until all that is left gives up at 2 s.
  const auto t = time::exponential(1).retried_after(1, 1);
  const double q = 1 - std::exp(-1.0);
  EXPECT_NEAR(t.cdf(0.5), 1 - std::exp(-0.5), 5e-3);
  EXPECT_NEAR(t.cdf(1.6), q + (1 - q) * (1 - std::exp(-0.6)), 5e-3);
  EXPECT_EQ(t.percentile(0.9), 2);
  EXPECT_NEAR(t.mean() / (q * (2 - q)), 1, 5e-3);
}

TEST(Latency, AFailureIsNoticedWhenItsTimeoutEnds) {
  // One try in four fails: with one retry 3/4 are answered at once, 3/16 after 1 s, 1/16 never.
  const auto t = time::fixed(0.1).retried_after(1, 1, 0.25);
  EXPECT_NEAR(t.cdf(0.5), 0.75, 1e-12);
  EXPECT_NEAR(t.cdf(1.5), 0.9375, 1e-12);
  EXPECT_EQ(t.percentile(0.95), 2);
}

TEST(Latency, WhatFailsWithoutATimeoutTakesItsTimeAndIsTriedAgain) {
  const auto t = time::lognormal(2 * ms, 12 * ms);
  EXPECT_NEAR(t.retried(2, 0.1).mean() / (1.11 * t.mean()), 1, 1e-12);
  EXPECT_EQ(t.retried(2, 0).percentile(0.99), t.percentile(0.99));
  EXPECT_NEAR(t.retried(1, 0.1).cdf(5 * ms), 0.9 * t.cdf(5 * ms) + 0.1 * (t + t).cdf(5 * ms), 1e-3);
}

TEST(Latency, CopiesOneAfterTheOtherAreASum) {
  const auto t = time::lognormal(2 * ms, 12 * ms);
  EXPECT_NEAR(t.repeated(3).percentile(0.99) / (t + t + t).percentile(0.99), 1, 1e-3);
  EXPECT_NEAR(t.repeated(2.5).mean(), 2.5 * t.mean(), 1e-12);
}

TEST(Latency, ManyOrdersOfMagnitudeFitIntoOneDistribution) {
  const auto fast = time::lognormal(1e-6, 3e-6);
  const auto slow = time::lognormal(3600, 9000);
  const auto m = time::mixture(0.5, fast, slow);
  EXPECT_NEAR(m.percentile(0.25) / fast.percentile(0.5), 1, 0.01);
  EXPECT_NEAR(m.percentile(0.75) / slow.percentile(0.5), 1, 0.01);
}

}  // namespace
}  // namespace ballpark::testing
