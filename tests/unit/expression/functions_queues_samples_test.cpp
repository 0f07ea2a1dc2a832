// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <ballpark/models/engset.hpp>
#include <ballpark/models/fork_join.hpp>
#include <ballpark/models/gg1.hpp>
#include <ballpark/models/ggc.hpp>
#include <ballpark/models/ggc_tail.hpp>
#include <ballpark/models/gim1.hpp>
#include <ballpark/models/hyperexponential.hpp>
#include <ballpark/models/mdc.hpp>
#include <ballpark/models/mdc_tail.hpp>
#include <ballpark/models/mg1.hpp>
#include <ballpark/models/mg1_priority.hpp>
#include <ballpark/models/mg1_ps.hpp>
#include <ballpark/models/mm1.hpp>
#include <ballpark/models/mmc.hpp>
#include <ballpark/models/mmck.hpp>
#include <ballpark/models/mmck_tail.hpp>
#include <ballpark/models/queue_wait.hpp>
#include <ballpark/models/staffing.hpp>
#include <ballpark/literals.hpp>
#include "expression/model_table.hpp"
#include "support/model_samples.hpp"

namespace ballpark::testing {
namespace {

const auto& time_in(const std::optional<quantity<dim::time>>& exact) { return exact; }
const auto& time_in(const quantity<dim::time>& exact) { return exact; }
const auto& time_in(const ggc_percentile& estimate) { return estimate.time; }

// `arguments` are without their closing parenthesis.
template <typename Queue>
std::vector<model_sample> give_tails(const std::string& model, const std::string& arguments,
                                     const Queue& q) {
  return {
      gives(model + "_wait_percentile" + arguments + ", p=99%)", time_in(wait_percentile(q, 0.99))),
      gives(model + "_response_percentile" + arguments + ", p=95%)",
            time_in(response_percentile(q, 0.95))),
      gives(model + "_wait_exceeds" + arguments + ", time=20 ms)", wait_exceeds(q, 20_ms)),
      gives(model + "_response_exceeds" + arguments + ", time=30 ms)", response_exceeds(q, 30_ms))};
}

TEST(SamplesOfQueues, ExponentialOnes) {
  const mm1_queue one{90_rps, 10_ms};
  const mmc_queue several{720_rps, 10_ms, 8};
  const mmck_queue bounded{1000_rps, 8_ms, 8, 24};
  const engset_system few{20, 90_ms, 10_ms, 4};
  const std::string of_one = "(arrivals=90 req/s, service=10 ms";
  const std::string of_several = "(arrivals=720 req/s, service=10 ms, servers=8";
  const std::string of_bounded = "(arrivals=1000 req/s, service=8 ms, servers=8, capacity=24";
  const std::string of_few = "(sources=20, idle=90 ms, service=10 ms, servers=4)";
  const mmck_means m = mmck(bounded);
  const auto samples = all_of(
      {give_means("mm1", of_one + ")", mm1(one)),
       give_tails("mm1", of_one, one),
       give_means("mmc", of_several + ")", mmc(several)),
       give_tails("mmc", of_several, several),
       {gives("mmc_waiting_probability" + of_several + ")", mmc(several).waiting_probability),
        gives("mmc_wait_deviation" + of_several + ")", mmc(several).wait_deviation),
        gives("mmc_occupancy" + of_several + ", n=10)", occupancy(several, 10)),
        gives("mmck_loss" + of_bounded + ")", m.loss),
        gives("mmck_wait" + of_bounded + ")", m.wait),
        gives("mmck_response" + of_bounded + ")", m.response),
        gives("mmck_queued" + of_bounded + ")", m.queued),
        gives("mmck_inside" + of_bounded + ")", m.inside),
        gives("mmck_throughput" + of_bounded + ")", m.throughput),
        gives("mmck_utilization" + of_bounded + ")", m.utilization),
        gives("mmck_waiting_probability" + of_bounded + ")", m.waiting_probability),
        gives("mmck_empty_probability" + of_bounded + ")", m.empty_probability),
        gives("engset_call_congestion" + of_few, engset(few).call_congestion),
        gives("engset_time_congestion" + of_few, engset(few).time_congestion),
        gives("engset_busy" + of_few, engset(few).busy),
        gives("engset_throughput" + of_few, engset(few).throughput),
        gives("engset_attempts" + of_few, engset(few).attempts)},
       give_tails("mmck", of_bounded, bounded)});
  expect_values_and_units(samples);
  expect_all_called(model_table::of_exponential_queues(), samples);
}

TEST(SamplesOfQueues, OnesOfOtherServiceAndArrivals) {
  const mg1_queue bursty{80_rps, 10_ms, 4};
  const mdc_queue constant{900_rps, 10_ms, 10};
  const ekm1_queue regular{90_rps, 10_ms, 10};
  const dm1_queue clockwork{90_rps, 10_ms};
  const gg1_queue one{80_rps, 10_ms, 0.25, 2};
  const ggc_queue several{900_rps, 10_ms, 10, 0.5, 4};
  const std::string of_bursty = "(arrivals=80 req/s, service=10 ms, cs2=4";
  const std::string of_constant = "(arrivals=900 req/s, service=10 ms, servers=10";
  const std::string of_regular = "(arrivals=90 req/s, service=10 ms, phases=10";
  const std::string of_clockwork = "(arrivals=90 req/s, service=10 ms";
  const std::string of_one = "(arrivals=80 req/s, service=10 ms, ca2=0.25, cs2=2)";
  const std::string of_several = "(arrivals=900 req/s, service=10 ms, servers=10, ca2=0.5, cs2=4";
  const auto samples = all_of(
      {give_means("mg1", of_bursty + ")", mg1(bursty)),
       give_tails("mg1", of_bursty, bursty),
       give_means("mdc", of_constant + ")", mdc(constant)),
       give_tails("mdc", of_constant, constant),
       give_means("ekm1", of_regular + ")", gim1(regular)),
       give_tails("ekm1", of_regular, regular),
       give_means("dm1", of_clockwork + ")", gim1(clockwork)),
       give_tails("dm1", of_clockwork, clockwork),
       give_means("gg1", of_one, kraemer_langenbach_belz(one)),
       give_means("ggc", of_several + ")", ggc(several)),
       give_tails("ggc", of_several, several),
       {gives("mg1_idle_probability" + of_bursty + ")", mg1(bursty).idle_probability),
        gives("mdc_waiting_probability" + of_constant + ")", mdc(constant).waiting_probability),
        gives("cosmetatos_wait" + of_constant + ")", cosmetatos(constant).wait),
        gives("ekm1_waiting_probability" + of_regular + ")", gim1(regular).waiting_probability),
        gives("dm1_waiting_probability" + of_clockwork + ")", gim1(clockwork).waiting_probability),
        gives("kingman_wait" + of_one, kingman(one).wait),
        gives("gg1_wait_bound" + of_one, kingman_bound(one)),
        gives("whitt_wait" + of_several + ")", whitt(several).wait),
        gives("allen_cunneen_wait" + of_several + ")", allen_cunneen(several).wait),
        gives("sakasegawa_wait" + of_constant + ")", sakasegawa(several).wait)}});
  expect_values_and_units(samples);
  expect_all_called(model_table::of_general_queues(), samples);
}

TEST(SamplesOfQueues, OnesOfOtherOrders) {
  const ps_queue shared{320_rps, 10_ms, 4};
  const fork_join_queue split{70_rps, 10_ms, 8};
  const priority_class classes[] = {{30_rps, 10_ms, 1}, {40_rps, 8_ms, 2}};
  const exponential_phase kinds[] = {{0.9, 1_ms}, {0.1, 50_ms}};
  const queue_wait wait = wait_at(8, 0.7, 0.01, 2);
  const std::string of_shared = "(arrivals=320 req/s, service=10 ms, threshold=4";
  const std::string of_split = "(arrivals=70 req/s, service=10 ms, servers=8)";
  const std::string of_kinds = "(shares=[90%, 10%], means=[1, 50 ms])";
  const std::string of_wait = "(servers=8, utilisation=70%, service=10 ms, cs2=2)";
  const auto samples = all_of(
      {give_means("mg1_priority",
                  "(arrivals=[30, 40 req/s], service=[10, 8 ms], cs2=[1, 2], priority=2)",
                  mg1_priority(classes)[1]),
       {gives("ps_response" + of_shared + ")", mg1_ps(shared).response),
        gives("ps_response_of_size" + of_shared + ", size=2 ms)", response_of_size(shared, 2_ms)),
        gives("ps_slowdown" + of_shared + ")", mg1_ps(shared).slowdown),
        gives("ps_lost_time" + of_shared + ")", mg1_ps(shared).wait),
        gives("ps_inside" + of_shared + ")", mg1_ps(shared).inside),
        gives("ps_utilization" + of_shared + ")", mg1_ps(shared).utilization),
        gives("ps_occupancy" + of_shared + ", n=4)", occupancy(shared, 4)),
        gives("fork_join_response" + of_split, fork_join(split).response),
        gives("fork_join_response_lower" + of_split, fork_join(split).response_lower),
        gives("fork_join_response_upper" + of_split, fork_join(split).response_upper),
        gives("fork_join_utilization" + of_split, fork_join(split).utilization),
        gives("hyperexponential_mean" + of_kinds, hyperexponential(kinds).mean),
        gives("hyperexponential_cs2" + of_kinds, hyperexponential(kinds).cs2),
        gives("queue_wait_probability" + of_wait, wait.probability),
        gives("queue_wait_mean" + of_wait, wait.mean() * 1_s),
        gives("queue_wait_scv" + of_wait, wait.scv)}});
  expect_values_and_units(samples);
  expect_all_called(model_table::of_shared_servers(), samples);
}

TEST(SamplesOfQueues, Sizes) {
  const mmc_demand demand{720_rps, 10_ms};
  const std::string of_demand = "(arrivals=720 req/s, service=10 ms";
  const service_level_target target{1000.0 / 3600 * 1_rps, 240_s, 0.8, 20_s, 0.85, 0.3};
  const std::string of_target =
      "(arrivals=1000 req/h, service=4 min, share=80%, within=20 s, max_occupancy=85%, away=30%)";
  const service_level_result level = service_level(target);
  const std::vector<model_sample> samples = {
      gives("erlang_b_load(servers=15, blocking=1%)", erlang_b_load(15, 0.01)),
      gives("erlang_c_load(servers=15, waiting=20%)", erlang_c_load(15, 0.2)),
      gives("erlang_b_servers(load=64, blocking=1%)", erlang_b_servers(64, 0.01)),
      gives("erlang_c_servers(load=64, waiting=20%)", erlang_c_servers(64, 0.2)),
      gives("servers_for_wait" + of_demand + ", p=99%, limit=5 ms)",
            servers_for_wait_percentile(demand, {0.99, 5_ms})),
      gives("servers_for_response" + of_demand + ", p=99%, limit=50 ms)",
            servers_for_response_percentile(demand, {0.99, 50_ms})),
      gives("servers_for_mean_wait" + of_demand + ", limit=0.1 ms)",
            servers_for_mean_wait(demand, 0.1_ms)),
      gives("servers_for_mean_response" + of_demand + ", limit=12 ms)",
            servers_for_mean_response(demand, 12_ms)),
      gives("servers_for_waiting_probability" + of_demand + ", waiting=5%)",
            servers_for_waiting_probability(demand, 0.05)),
      gives("arrivals_for_response(service=10 ms, servers=8, p=99%, limit=50 ms)",
            arrivals_for_response_percentile({{}, 10_ms, 8}, {0.99, 50_ms})),
      gives("square_root_staffing(load=500, waiting=20%)", square_root_staffing(500, 0.2)),
      gives("halfin_whitt_beta(waiting=20%)", halfin_whitt_beta(0.2)),
      gives("halfin_whitt_waiting(beta=0.7)", halfin_whitt_waiting(0.7)),
      gives("service_level_servers" + of_target, level.servers),
      gives("service_level_scheduled" + of_target, level.scheduled),
      gives("service_level_share" + of_target, level.share),
      gives("service_level_occupancy" + of_target, level.occupancy),
  };
  expect_values_and_units(samples);
  expect_all_called(model_table::of_sizing(), samples);
}

TEST(SamplesOfQueues, WhatIsLeftOutIsRandomAndExponential) {
  const auto answer = [](const std::string& call) { return calculate(call).value; };
  EXPECT_EQ(answer("mg1_wait(80 req/s, 10 ms)"), answer("mg1_wait(80 req/s, 10 ms, cs2=1)"));
  EXPECT_EQ(answer("ggc_response_percentile(720 req/s, 10 ms, 8, p=99%)"),
            answer("mmc_response_percentile(720 req/s, 10 ms, 8, p=99%)"));
  EXPECT_EQ(answer("ps_response(80 req/s, 10 ms)"), answer("ps_response(80 req/s, 10 ms, 1)"));
  EXPECT_EQ(answer("service_level_servers(1 req/s, 4 min, 80%, 20 s)"),
            answer("service_level_servers(1 req/s, 4 min, 80%, 20 s, 100%, 0%)"));
}

std::string remark_on(const std::string& call) {
  const auto findings = calculate(call).findings;
  return findings.empty() ? "" : findings[0].code + ": " + findings[0].message;
}

TEST(SamplesOfQueues, SayHowFarAnApproximationIsOff) {
  EXPECT_EQ(remark_on("ggc_wait(900 req/s, 10 ms, 10, 1, 4)"),
            "approximation: the wait is an approximation, off by at most 25 %");
  EXPECT_EQ(remark_on("ggc_wait(900 req/s, 10 ms, 10, 0.25, 0)"),
            "approximation: the wait is an approximation; how far it is off here is not known");
  EXPECT_EQ(remark_on("cosmetatos_wait(900 req/s, 10 ms, 10)"),
            "approximation: the wait is an approximation, off by at most 1.5 %");
  EXPECT_EQ(remark_on("mg1_response_percentile(80 req/s, 10 ms, 4, 99%)"),
            "approximation: the response is an approximation, off by at most 28 %");
  EXPECT_EQ(remark_on("fork_join_response(70 req/s, 10 ms, 8)"),
            "approximation: the response is an approximation, off by at most 5 %");
  EXPECT_EQ(remark_on("queue_wait_mean(8, 90%, 10 ms, 2)"),
            "approximation: the wait is an approximation, off by at most 28 %");
  EXPECT_NE(remark_on("mg1_wait_exceeds(80 req/s, 10 ms, 4, 20 ms)"), "");
}

TEST(SamplesOfQueues, SayNothingOfWhatIsExact) {
  for (const char* call :
       {"ggc_wait(900 req/s, 10 ms, 10, 1, 1)", "gg1_wait(80 req/s, 10 ms, 1, 4)",
        "mg1_wait(80 req/s, 10 ms, 4)", "mg1_response_percentile(80 req/s, 10 ms, 1, 99%)",
        "mg1_wait_exceeds(80 req/s, 10 ms, 1, 20 ms)", "fork_join_response(70 req/s, 10 ms, 2)",
        "queue_wait_mean(8, 90%, 10 ms, 1)", "queue_wait_scv(1, 90%, 10 ms, 3)",
        "ggc_utilization(900 req/s, 10 ms, 10, 1, 4)"}) {
    EXPECT_EQ(remark_on(call), "") << call;
  }
}

}  // namespace
}  // namespace ballpark::testing
