// SPDX-License-Identifier: MIT
#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/backlog.hpp>
#include <ballpark/models/batching.hpp>
#include <ballpark/models/burst.hpp>
#include <ballpark/models/fan_out.hpp>
#include <ballpark/models/fluid_queue.hpp>
#include <ballpark/models/hedging.hpp>
#include <ballpark/models/latency.hpp>
#include <ballpark/models/rate_curve.hpp>
#include <ballpark/models/retry_feedback.hpp>
#include <ballpark/models/token_bucket.hpp>
#include "expression/function_groups.hpp"
#include "support/model_samples.hpp"

namespace ballpark::testing {
namespace {

// `arguments` are without their closing parenthesis.
std::vector<model_sample> give_times(const std::string& what, const std::string& arguments,
                                     const latency<16>& time) {
  return {gives("latency_" + what + "_percentile" + arguments + ", p=99%)",
                time.percentile(0.99) * 1_s),
          gives("latency_" + what + "_mean" + arguments + ")", time.mean() * 1_s),
          gives("latency_" + what + "_exceeds" + arguments + ", time=40 ms)", 1 - time.cdf(0.04))};
}

std::vector<model_sample> composed_times() {
  using time = latency<16>;
  const time quick = time::lognormal(0.005, 0.02);
  const time slow = time::lognormal(0.012, 0.09);
  const std::string both = "p50=[5, 12 ms], p99=[20, 90 ms]";
  const std::string one = "(p50=12 ms, p99=90 ms";
  return all_of(
      {give_times("series", "(" + both, quick + slow),
       give_times("parallel", "(" + both, time::slower(quick, slow)),
       give_times("mixture", "(shares=[90%, 10%], " + both, time::mixture(0.9, quick, slow)),
       give_times("kth", one + ", k=2, n=3", slow.kth_of(2, 3)),
       give_times("retried", one + ", timeout=30 ms, retries=2, failing=1%",
                  slow.retried_after(0.03, 2, 0.01))});
}

std::vector<model_sample> tails() {
  const hedged_call call{5_ms, 50_ms, 0.9};
  const hedged_result r = hedge(call, 0.999);
  const std::string of_call = "(p50=5 ms, p99=50 ms, after=90%";
  return {
      gives("leaf_percentile(p=99%, leaves=100)", leaf_percentile(0.99, 100)),
      gives("expected_slowest(n=100, leaf=10 ms)", expected_slowest(100, 10_ms)),
      gives("hedge_delay" + of_call + ")", r.delay),
      gives("hedge_saving" + of_call + ", p=99.9%)", r.plain - r.hedged),
      gives("hedged_exceeds" + of_call + ", time=40 ms)",
            hedged_tail(detail::lognormal_tail(call), r.delay, 40_ms)),
  };
}

const std::string of_day = "(at=[0, 8, 12, 20 h], rates=[20, 60, 130, 110 req/s], period=1 d";

std::vector<model_sample> changing_load() {
  const rate_curve day({{0_h, 20_rps}, {8_h, 60_rps}, {12_h, 130_rps}, {20_h, 110_rps}}, 1_d);
  const rate_curve with_echo = sum_of(day, 1, later_by(day, 6_h), 0.5);
  const fluid_queue q(day, 100_rps);
  const shed_load shed = shed_over(day, 100_rps);
  const std::string at_limit = of_day + ", capacity=100 req/s";
  return {
      gives("rate_curve_at" + of_day + ", time=10 h)", day.at(10_h)),
      gives("rate_curve_mean" + of_day + ")", day.mean()),
      gives("rate_curve_peak" + of_day + ")", day.peak()),
      gives("rate_curve_total" + of_day + ")", day.total()),
      gives("rate_curve_echo_peak" + of_day + ", share=50%, shift=6 h)", with_echo.peak()),
      gives("rate_curve_echo_mean" + of_day + ", share=50%, shift=6 h)", with_echo.mean()),
      gives("fluid_queue_peak_backlog" + at_limit + ")", q.peak_backlog()),
      gives("fluid_queue_longest_backlog" + at_limit + ")", q.longest_backlog()),
      gives("fluid_queue_worst_wait" + at_limit + ")", q.worst_wait()),
      gives("fluid_queue_mean_wait" + at_limit + ")", q.mean_wait()),
      gives("fluid_queue_wait_percentile" + at_limit + ", p=70%)", q.wait_percentile(0.7)),
      gives("fluid_queue_wait_exceeds" + at_limit + ", time=1 h)", q.wait_exceeds(1_h)),
      gives("fluid_queue_output_peak" + at_limit + ")", q.output().peak()),
      gives("capacity_for_wait" + of_day + ", longest=15 min)", capacity_for_wait(day, 15_min)),
      gives("shed_share" + of_day + ", limit=100 req/s)", shed.rejected),
      gives("shed_share_at_peak" + of_day + ", limit=100 req/s)", shed.rejected_at_peak),
  };
}

std::vector<model_sample> bursts() {
  const burst b{80_rps, 3, 10_min};
  const std::string of_burst = "(base=80 req/s, factor=3, length=10 min";
  const token_bucket bucket{100_rps, 500_req};
  const std::string of_bucket = "(rate=100 req/s, size=500 req";
  const limited_burst limited = limit({50_rps, 10, 10_s}, bucket);
  const std::string met = of_bucket + ", base=50 req/s, factor=10, length=10 s)";
  const backlog left = after_burst(b, 100_rps);
  lot l;
  l.per_batch = 50_usd;
  l.demand = 1000.0 * units::items / 1_yr;
  l.holding = 0.4_usd / (1.0 * units::items) / 1_yr;
  return {
      gives("burst_peak(base=80 req/s, factor=3)", load_of(b).peak),
      gives("burst_total" + of_burst + ")", load_of(b).total),
      gives("burst_mean_rate" + of_burst + ", period=1 h)", mean_rate(b, 1_h)),
      gives("drain_worst_delay(backlog=36k req, arrivals=80 req/s, capacity=100 req/s)",
            drain(36000_req, 80_rps, 100_rps).worst_delay),
      gives("outage_backlog(outage=1 h, arrivals=90 req/s)",
            after_outage(1_h, 90_rps, 100_rps).peak),
      gives("burst_backlog" + of_burst + ", capacity=100 req/s)", left.peak),
      gives("burst_worst_delay" + of_burst + ", capacity=100 req/s)", left.worst_delay),
      gives("most_admitted" + of_bucket + ", within=1 min)", most_admitted(bucket, 1_min)),
      gives("time_to_empty" + of_bucket + ", arrivals=200 req/s)", time_to_empty(bucket, 200_rps)),
      gives("burst_admitted" + met, limited.admitted),
      gives("burst_rejected" + met, limited.rejected),
      gives("burst_refill_time" + met, limited.refill),
      gives("batch_fill_worst_time(size=16, arrivals=800 req/s)", filling(16, 800_rps).worst),
      gives("batch_utilization(per_batch=4 ms, per_request=1 ms, size=32, arrivals=800 req/s)",
            load_of({4_ms, 1_ms}, 32, 800_rps).utilization),
      gives("lot_cost(per_lot=$50, demand=1000 item/yr, holding=$0.4/item/yr, size=700 items)",
            lot_cost(l, 700.0 * units::items)),
  };
}

std::vector<model_sample> further_tries() {
  const timeout_server server{1000_rps, 50_ms};
  const retry_feedback all = feed_back(600_rps, {2, {}}, server);
  const retry_feedback some = feed_back(900_rps, {2, 0.1}, server);
  const std::string of_all = "(arrivals=600 req/s, retries=2, capacity=1000 req/s, timeout=50 ms)";
  const std::string of_some =
      "(arrivals=900 req/s, retries=2, capacity=1000 req/s, timeout=50 ms, budget=10%)";
  return {
      gives("attempts(failure=10%, retries=3)", attempts(0.1, 3)),
      gives("attempts_through_layers(failure=10%, retries=3, layers=2)",
            attempts_through_layers(0.1, 3, 2)),
      gives("attempts_within_budget(failure=90%, retries=3, budget=10%)",
            attempts_within_budget(0.9, 3, 0.1)),
      gives("failure_after(failure=10%, retries=3)", failure_after(0.1, 3)),
      gives("retry_load" + of_all, all.lowest.tries),
      gives("retry_load" + of_some, some.lowest.tries),
      gives("retry_storm" + of_all, all.highest.tries),
      gives("retry_storm" + of_some, some.highest.tries),
      gives("retry_tipping" + of_all, all.tipping),
      gives("retry_failure" + of_some, some.lowest.failure),
      gives("retry_lost" + of_all, all.lowest.lost),
      gives("retry_storm_failure" + of_all, all.highest.failure),
      gives("retry_storm_lost" + of_some, some.highest.lost),
      gives("retry_storm_utilization" + of_all, 1.8),
      gives("timed_out(capacity=1000 req/s, timeout=50 ms, load=950 req/s)",
            timed_out(server, 950_rps)),
  };
}

TEST(SamplesOfLoad, GiveWhatTheModelsGive) {
  const auto samples =
      all_of({composed_times(), tails(), changing_load(), bursts(), further_tries()});
  expect_values_and_units(samples);
  expect_all_called(functions_of_load(), samples);
}

TEST(SamplesOfLoad, MeansOfComposedTimesAreThoseOfLognormalTimes) {
  // exp(mu + sigma^2 / 2), by hand.
  const double mean = 0.005 * std::exp(std::pow(std::log(10) / 2.3263478740408408, 2) / 2);
  EXPECT_NEAR(calculate("latency_series_mean(5 ms, 50 ms)").value, mean, 1e-9 * mean);
  EXPECT_NEAR(calculate("latency_series_mean([5, 5 ms], [50, 50 ms])").value, 2 * mean,
              1e-3 * mean);
  EXPECT_NEAR(calculate("latency_series_percentile(5 ms, 50 ms, 99%)").value, 0.05, 5e-5);
}

TEST(SamplesOfLoad, TriesAndTheirStormAreAsByHand) {
  EXPECT_EQ(calculate("attempts(50%, 2)").value, 1.75);
  EXPECT_EQ(calculate("attempts_through_layers(100%, 3, 3)").value, 64);
  EXPECT_EQ(calculate("retry_load(600 req/s, 0, 1000 req/s, 50 ms)").value, 600);
  EXPECT_EQ(calculate("retry_storm(600 req/s, 2, 1000 req/s, 50 ms)").value, 1800);
  const double tipping = calculate("retry_tipping(600 req/s, 2, 1000 req/s, 50 ms)").value;
  EXPECT_GT(tipping, 600);
  EXPECT_LT(tipping, 1800);
}

std::string said(const std::string& call) {
  const auto findings = calculate(call).findings;
  return findings.empty() ? "" : findings[0].message;
}

TEST(SamplesOfLoad, SayWhichArgumentHasNoAnswer) {
  EXPECT_EQ(said("fluid_queue_mean_wait" + of_day + ", capacity=70 req/s)"),
            "`fluid_queue_mean_wait` has no answer here: capacity must be above the mean of the "
            "rates, or the backlog only grows");
  EXPECT_EQ(said("retry_tipping(300 req/s, 2, 1000 req/s, 50 ms)"),
            "`retry_tipping` has no answer here: the server is not metastable; it comes back, or "
            "never keeps up");
  EXPECT_EQ(said("latency_mixture_mean([50%, 60%], [5, 6 ms], [9, 9 ms])"),
            "`latency_mixture_mean` has no answer here: shares must sum to 1, not 1.1");
  EXPECT_EQ(said("latency_kth_mean(5 ms, 9 ms, 3, 2)"),
            "`latency_kth_mean` has no answer here: k must be whole, and within 1 .. n, not 3");
}

TEST(SamplesOfLoad, NeverThrowWhateverTheyAreGiven) {
  for (const function& f : functions_of_load()) {
    for (const double x : {-1.0, 0.0, 0.5, 1.0, 2.5, 1e9}) {
      std::vector<double> arguments;
      for (const auto& p : f.parameters) {
        if (p.is_list) arguments.push_back(1);
        arguments.push_back(x);
      }
      EXPECT_NO_THROW((void)f.call(arguments.data())) << f.name << ' ' << x;
    }
  }
}

}  // namespace
}  // namespace ballpark::testing
