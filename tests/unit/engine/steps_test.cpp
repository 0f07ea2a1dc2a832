// SPDX-License-Identifier: MIT
#include <cmath>
#include <functional>

#include <gmock/gmock.h>

#include "support/estimated.hpp"
#include "support/requests.hpp"

namespace ballpark::testing {
namespace {

using cdf = std::function<double(double)>;

// Three services whose times are lognormals through 10 and 60, 25 and 90, and 2 and 30 ms. Way and
// wait take nothing, so what is left is what LANGUAGE section 4 says of the steps.
constexpr lognormal_time a{0.010, 0.060};
constexpr lognormal_time b{0.025, 0.090};
constexpr lognormal_time c{0.002, 0.030};

constexpr const char* parts =
    "a: {is: external, latency: {p50: 10 ms, p99: 60 ms}},"
    " b: {is: external, latency: {p50: 25 ms, p99: 90 ms}},"
    " c: {is: external, latency: {p50: 2 ms, p99: 30 ms}},"
    " five: {is: external, latency: 5 ms}, seven: {is: external, latency: 7 ms},"
    " quick: {is: cdn, latency: 0 s}";

estimate timed(const std::string& path) {
  return estimated_with(with_components(path, parts),
                        {"network.client-region=0 s", "network.client-edge=0 s",
                         "network.edge-region=0 s", "network.same-zone=0 s"});
}

// All percentiles against a distribution function, within the stated numerical error.
void expect_times(const std::string& path, const cdf& expected,
                  const std::string& name = "read.latency.") {
  const auto e = timed(path);
  for (const auto& [metric, p] : {std::pair{"p50", 0.5}, {"p95", 0.95}, {"p99", 0.99}}) {
    const double t = reached(expected, p);
    EXPECT_NEAR(e[name + metric].value, t, 0.005 * t) << path << " " << metric;
  }
  const double t = reached(expected, 0.999);
  EXPECT_NEAR(e[name + "p999"].value, t, 0.01 * t) << path;
}

double mean(const std::string& path) { return timed(path)["read.latency.mean"].value; }

double choose(int n, int k) {
  return std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1));
}

// P(at least k of n have arrived).
cdf order_statistic(int k, int n, const cdf& one) {
  return [=](double t) {
    double sum = 0;
    for (int j = k; j <= n; ++j) {
      sum += choose(n, j) * std::pow(one(t), j) * std::pow(1 - one(t), n - j);
    }
    return sum;
  };
}

TEST(Steps, ATimeIsTheLognormalThroughBothPercentiles) {
  expect_times("[a]", [](double t) { return a.cdf(t); });
  EXPECT_NEAR(mean("[a]"), a.mean(), 1e-9);
}

TEST(Steps, ASequenceIsTheSum) {
  EXPECT_NEAR(timed("[five, seven, five]")["read.latency.p99"].value, 0.017, 1e-12);
  EXPECT_NEAR(mean("[a, b, c]"), a.mean() + b.mean() + c.mean(), 1e-9);
}

TEST(Steps, PercentilesOfStepsAreNeverAdded) {
  EXPECT_LT(timed("[a, b]")["read.latency.p99"].value, 0.9 * (a.p99 + b.p99));
}

TEST(Steps, SeveralAtOnceTakeTheSlowest) {
  expect_times("[a x 20]", [](double t) { return std::pow(a.cdf(t), 20); });
}

TEST(Steps, FactorsMultiplyInwards) {
  expect_times("[{do: [a x 3], x: 5}]", [](double t) { return std::pow(a.cdf(t), 15); });
}

TEST(Steps, ANumberMayBeFractionalOrAParameter) {
  expect_times("[a x 2.5]", [](double t) { return std::pow(a.cdf(t), 2.5); });
  EXPECT_NEAR(mean("[a x 2.5 serial]"), 2.5 * a.mean(), 1e-9);
}

TEST(Steps, SerialOnesAreTheirSum) {
  EXPECT_NEAR(timed("[seven x 20 serial]")["read.latency.p99"].value, 0.140, 1e-9);
  EXPECT_NEAR(mean("[a x 20 serial]"), 20 * a.mean(), 1e-9);
}

TEST(Steps, ABatchIsOneCall) {
  expect_times("[a x 20 batch 20]", [](double t) { return a.cdf(t); });
}

TEST(Steps, OfSeveralBatchesTheSlowestCounts) {
  expect_times("[a x 60 batch 20]", [](double t) { return std::pow(a.cdf(t), 3); });
}

TEST(Steps, NeedIsAnOrderStatistic) {
  expect_times("[a x 50 need 48]", order_statistic(48, 50, [](double t) { return a.cdf(t); }));
}

TEST(Steps, AQuorumIsTwoOfThree) {
  expect_times("[b x 3 need 2]", [](double t) {
    const double f = b.cdf(t);
    return f * f * (3 - 2 * f);
  });
}

TEST(Steps, AHedgeTakesTheSmallerOfTwoThatStartApart) {
  const double delay = reached([](double t) { return a.cdf(t); }, 0.95);
  expect_times("[a hedge p95]",
               [=](double t) { return 1 - (1 - a.cdf(t)) * (1 - a.cdf(t - delay)); });
  expect_times("[a hedge 20 ms]",
               [](double t) { return 1 - (1 - a.cdf(t)) * (1 - a.cdf(t - 0.020)); });
}

// The mean of a time that never exceeds `longest`: the integral of 1 - F.
double integrated(const cdf& f, double longest) {
  constexpr int steps = 60000;
  double sum = 0;
  for (int i = 0; i < steps; ++i) sum += 1 - f((i + 0.5) * longest / steps);
  return sum * longest / steps;
}

TEST(Steps, ATimeoutCuts) {
  const auto e = timed("[a timeout 40 ms]");  // P(a <= 40 ms) = 96 %
  EXPECT_NEAR(e["read.latency.p50"].value, a.p50, 0.005 * a.p50);
  const double cut = integrated([](double t) { return a.cdf(t); }, 0.040);
  EXPECT_NEAR(e["read.latency.mean"].value, cut, 0.01 * cut);
}

TEST(Steps, ARetryStartsAgainWhereTheTimeoutCut) {
  // Try k begins at k x 20 ms with the probability that all before were late; the last one ends
  // at its own timeout, whatever comes of it.
  const cdf f = [](double t) {
    if (t >= 0.060) return 1.0;
    const double late = 1 - a.cdf(0.020);
    const auto done = static_cast<int>(t / 0.020);
    return 1 - std::pow(late, done) * (1 - a.cdf(t - 0.020 * done));
  };
  const auto e = timed("[a timeout 20 ms retry 2]");
  EXPECT_NEAR(e["read.latency.mean"].value, integrated(f, 0.060), 0.005 * integrated(f, 0.060));
  EXPECT_NEAR(e["read.latency.p50"].value, reached(f, 0.5), 0.005 * reached(f, 0.5));
  EXPECT_NEAR(e["read.latency.p95"].value, reached(f, 0.95), 0.005 * reached(f, 0.95));
}

TEST(Steps, ParallelOnesTakeTheSlower) {
  expect_times("[{par: [a, b]}]", [](double t) { return a.cdf(t) * b.cdf(t); });
}

TEST(Steps, OneIsAMixtureByWeight) {
  expect_times("[{one: {a: 45%, b: 16%, c: 39%}}]",
               [](double t) { return 0.45 * a.cdf(t) + 0.16 * b.cdf(t) + 0.39 * c.cdf(t); });
}

TEST(Steps, WhenIsAMixtureWithNothing) {
  expect_times("[five, a when 60%]",
               [](double t) { return t < 0.005 ? 0.0 : 0.4 + 0.6 * a.cdf(t - 0.005); });
  EXPECT_NEAR(mean("[a when 20%]"), 0.2 * a.mean(), 1e-9);
}

TEST(Steps, ATryIsAMixtureOfAHitAndOfAMissThatTakesBoth) {
  EXPECT_NEAR(mean("[{try: [a hit 80%, b]}]"), a.mean() + 0.2 * b.mean(), 1e-9);
  expect_times("[{try: [quick hit 30%, a]}]", [](double t) { return 0.3 + 0.7 * a.cdf(t); });
}

TEST(Steps, ATryOfThreeGoesOnWithWhatBothMissed) {
  EXPECT_NEAR(mean("[{try: [a hit 50%, b hit 60%, c]}]"),
              a.mean() + 0.5 * (b.mean() + 0.4 * c.mean()), 1e-9);
}

TEST(Steps, AfterNCallsTheRestComesUnlessAllWereAnswered) {
  const double missed = 1 - std::pow(0.8, 5);
  expect_times("[{try: [quick x 5 hit 80%, a]}]",
               [=](double t) { return 1 - missed + missed * a.cdf(t); });
  expect_times("[{try: [quick x 5 batch 5 hit 80%, a]}]",
               [=](double t) { return 1 - missed + missed * a.cdf(t); });
}

TEST(Steps, WhatIsAsyncTakesNoTime) {
  expect_times("[a, {async: [b]}]", [](double t) { return a.cdf(t); });
}

TEST(Steps, DeliveryIsTheTimeUntilWhatIsAsyncIsDoneToo) {
  expect_times(
      "[five, {async: [b]}]", [](double t) { return b.cdf(t - 0.005); }, "read.delivery.");
  EXPECT_NEAR(timed("[a, {async: [b, c]}]")["read.delivery.mean"].value,
              a.mean() + b.mean() + c.mean(), 1e-9);
}

TEST(Steps, WhatIsAsyncBehindACalledServiceIsDeliveredToo) {
  const auto e = estimated_with(
      with_components("[gate]",
                      "gate: {is: service, node: std-8, cpu: 1 ns, latency: 1 ms, path: [b, {async: [c]}]},"
                      " b: {is: external, latency: 5 ms}, c: {is: external, latency: 20 ms}"),
      {"network.client-region=0 s", "network.same-zone=0 s"});
  EXPECT_NEAR(e["read.latency.p99"].value, 0.006, 1e-9);
  EXPECT_NEAR(e["read.delivery.p99"].value, 0.026, 1e-9);
}

TEST(Steps, WhereNothingIsAsyncThereIsNoDelivery) {
  EXPECT_THROW((void)timed("[a]")["read.delivery.p99"], std::out_of_range);
}

TEST(Steps, TransferOfTheBytesCountsOnlyWhereTheActionSaysSo) {
  const auto with = [](const std::string& transfer) {
    return estimated_with(
        "ballpark: 1\nworkload: {users: 1M, actions: {read: {rate: 1 /user/day, request: 1 kB,"
        " response: 99 kB" + transfer + ", path: [b]}}}\n"
        "components: {b: {is: external, latency: 5 ms}}\n",
        {"network.client-region=0 s", "network.client-bandwidth=8 Mbit/s"});
  };
  EXPECT_NEAR(with("")["read.latency.p50"].value, 0.005, 1e-12);
  EXPECT_NEAR(with(", transfer: no")["read.latency.p50"].value, 0.005, 1e-12);
  EXPECT_NEAR(with(", transfer: yes")["read.latency.p50"].value, 0.105, 1e-12);
}

}  // namespace
}  // namespace ballpark::testing
