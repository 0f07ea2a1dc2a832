// SPDX-License-Identifier: MIT
#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/closed_network.hpp>
#include <ballpark/models/engset.hpp>
#include <ballpark/models/gg1.hpp>
#include <ballpark/models/ggc_tail.hpp>
#include <ballpark/models/gim1.hpp>
#include <ballpark/models/mdc_tail.hpp>
#include <ballpark/models/mg1.hpp>
#include <ballpark/models/mg1_priority.hpp>
#include <ballpark/models/mg1_ps.hpp>
#include <ballpark/models/mm1.hpp>
#include <ballpark/models/mmc.hpp>
#include <ballpark/models/mmck_tail.hpp>
#include <ballpark/models/open_network.hpp>

// What holds for every queue, whatever its formula.
namespace ballpark::testing {
namespace {

struct queue_model {
  std::string name;
  double servers;
  // Its means at an arrival rate, with a service of 1 s.
  std::function<queue_means(quantity<dim::request_rate>)> at;
};

// Every model of an open queue, with service laws from fixed to bursty.
std::vector<queue_model> all_queues() {
  using rate = quantity<dim::request_rate>;
  std::vector<queue_model> all = {
      {"mm1", 1,
       [](rate r) {
         return mm1({r, 1_s});
       }},
      {"dm1", 1,
       [](rate r) {
         return gim1(dm1_queue{r, 1_s});
       }},
      {"ekm1", 1,
       [](rate r) {
         return gim1(ekm1_queue{r, 1_s, 3});
       }},
      {"mg1_priority", 1,
       [](rate r) {
         const priority_class classes[] = {{r * 0.25, 1_s, 2}, {r * 0.75, 1_s, 1}};
         return mg1_priority(classes)[0];
       }},
  };
  for (const double cs2 : {0.0, 0.3, 4.0}) {
    all.push_back({"mg1", 1, [=](rate r) { return mg1({r, 1_s, cs2}); }});
    all.push_back({"kingman", 1, [=](rate r) { return kingman({r, 1_s, 2, cs2}); }});
    all.push_back({"klb", 1, [=](rate r) { return kraemer_langenbach_belz({r, 1_s, 2, cs2}); }});
    for (const double c : {2.0, 12.0, 4096.0}) {
      all.push_back({"allen_cunneen", c, [=](rate r) {
                       return allen_cunneen({r, 1_s, c, 1, cs2});
                     }});
      all.push_back({"whitt", c, [=](rate r) { return whitt({r, 1_s, c, 2, cs2}); }});
      all.push_back({"ggc", c, [=](rate r) { return ggc({r, 1_s, c, 0.5, cs2}); }});
    }
  }
  for (const double c : {1.0, 5.0, 4096.0}) {
    all.push_back({"mmc", c, [=](rate r) { return mmc({r, 1_s, c}); }});
    all.push_back({"mdc", c, [=](rate r) { return mdc({r, 1_s, c}); }});
    all.push_back({"cosmetatos", c, [=](rate r) { return cosmetatos({r, 1_s, c}); }});
    all.push_back({"sakasegawa", c, [=](rate r) { return sakasegawa({r, 1_s, c}); }});
    all.push_back({"mg1_ps", c, [=](rate r) { return mg1_ps({r, 1_s, c}); }});
  }
  return all;
}

constexpr double loads[] = {0.05, 0.3, 0.6, 0.8, 0.9, 0.97, 0.999};

TEST(EveryQueue, ObeysLittlesLaw) {
  for (const queue_model& q : all_queues()) {
    for (const double use : loads) {
      const auto rate = use * q.servers * 1_rps;
      const queue_means m = q.at(rate);
      // A class of a priority queue has a part of the arrivals.
      const auto arrivals = q.name == "mg1_priority" ? rate * 0.25 : rate;
      ASSERT_TRUE(m.wait && m.response && m.queued && m.inside) << q.name << ' ' << use;
      const double queued = (arrivals * *m.wait).in(1_req);
      const double inside = (arrivals * *m.response).in(1_req);
      EXPECT_NEAR(m.queued->in(1_req), queued, 1e-13 * queued) << q.name << ' ' << use;
      EXPECT_NEAR(m.inside->in(1_req), inside, 1e-13 * inside) << q.name << ' ' << use;
      EXPECT_NEAR(m.response->in(1_s), m.wait->in(1_s) + 1, 1e-13 * m.response->in(1_s)) << q.name;
    }
  }
}

TEST(EveryQueue, WaitsLongerTheBusierItIsAndHasNoAnswerFromSaturationOn) {
  for (const queue_model& q : all_queues()) {
    double before = -1;
    for (const double use : loads) {
      const double now = q.at(use * q.servers * 1_rps).wait->in(1_s);
      // Where a wait is below the smallest number it stays at zero.
      EXPECT_TRUE(now > before || (now == 0 && before == 0))
          << q.name << ' ' << q.servers << ' ' << use;
      before = now;
    }
    if (q.name == "mg1_priority") continue;  // the first class has room to 4 times that
    for (const double use : {1.0, 1.5}) {
      const queue_means m = q.at(use * q.servers * 1_rps);
      EXPECT_EQ(m.state, queue_state::saturated) << q.name;
      EXPECT_EQ(m.utilization, use) << q.name;
      EXPECT_FALSE(m.wait || m.response || m.queued || m.inside) << q.name;
    }
  }
}

TEST(EveryQueue, OfOneServerWithPoissonArrivalsAndExponentialServiceIsMM1) {
  for (const double use : loads) {
    const auto r = use * 1_rps;
    const double wait = mm1({r, 1_s}).wait->in(1_s);
    const queue_means others[] = {mmc({r, 1_s, 1}),
                                  mg1({r, 1_s, 1}),
                                  gim1(ekm1_queue{r, 1_s, 1}),
                                  kingman({r, 1_s, 1, 1}),
                                  kraemer_langenbach_belz({r, 1_s, 1, 1}),
                                  allen_cunneen({r, 1_s, 1, 1, 1}),
                                  whitt({r, 1_s, 1, 1, 1}),
                                  ggc({r, 1_s, 1, 1, 1}),
                                  mg1_ps({r, 1_s, 1})};
    for (const queue_means& m : others) EXPECT_NEAR(m.wait->in(1_s), wait, 1e-11 * wait) << use;
    const mmck_means bounded = mmck({r, 1_s, 1, 1e6});
    EXPECT_NEAR(bounded.wait.in(1_s), wait, 1e-11 * wait);
    EXPECT_NEAR(mdc({r, 1_s, 1}).wait->in(1_s), wait / 2, 1e-10 * wait);
    for (const double p : {0.5, 0.99}) {
      const double exact = response_percentile(mm1_queue{r, 1_s}, p)->in(1_s);
      EXPECT_NEAR(response_percentile(mmc_queue{r, 1_s, 1}, p)->in(1_s), exact, 1e-10 * exact);
      EXPECT_NEAR(response_percentile(mg1_queue{r, 1_s, 1}, p).time->in(1_s), exact, 1e-10 * exact);
      EXPECT_NEAR(response_percentile(mmck_queue{r, 1_s, 1, 1e5}, p).in(1_s), exact, 1e-9 * exact);
    }
  }
}

TEST(EveryQueue, OfPoissonArrivalsAndExponentialServiceIsMmc) {
  for (const double c : {2.0, 30.0, 4096.0}) {
    for (const double use : loads) {
      const auto r = use * c * 1_rps;
      const double wait = mmc({r, 1_s, c}).wait->in(1_s);
      for (const queue_means& m :
           {queue_means(whitt({r, 1_s, c, 1, 1})), queue_means(allen_cunneen({r, 1_s, c, 1, 1})),
            queue_means(ggc({r, 1_s, c, 1, 1})), queue_means(mg1_ps({r, 1_s, c}))}) {
        EXPECT_NEAR(m.wait->in(1_s), wait, 1e-12 * wait) << c << ' ' << use;
      }
      EXPECT_NEAR(mmck({r, 1_s, c, 1e8}).wait.in(1_s), wait, 1e-9 * wait) << c << ' ' << use;
    }
  }
}

// The tails of every first-come first-served queue: a share that falls with the time, from the
// share that waits, and that of the response above that of the wait.
template <typename Queue>
void expect_tails(const Queue& q, const char* name) {
  double wait_before = 1, response_before = 1;
  for (const double t : {0.0, 0.01, 0.3, 0.999, 1.0, 1.7, 4.0, 20.0, 90.0}) {
    const double wait = wait_exceeds(q, t * 1_s);
    const double response = response_exceeds(q, t * 1_s);
    EXPECT_GE(wait, 0) << name << ' ' << t;
    EXPECT_LE(wait, wait_before * (1 + 1e-12)) << name << ' ' << t;
    EXPECT_LE(response, response_before * (1 + 1e-12)) << name << ' ' << t;
    EXPECT_GE(response, wait * (1 - 1e-12)) << name << ' ' << t;
    wait_before = wait;
    response_before = response;
  }
  EXPECT_THROW((void)wait_exceeds(q, -1_ms), std::domain_error) << name;
  EXPECT_THROW((void)response_exceeds(q, -1_ms), std::domain_error) << name;
}

TEST(EveryTail, FallsWithTheTimeFromTheShareThatWaits) {
  for (const double use : {0.1, 0.5, 0.9, 0.99}) {
    const auto r = use * 1_rps;
    expect_tails(mm1_queue{r, 1_s}, "mm1");
    expect_tails(dm1_queue{r, 1_s}, "dm1");
    expect_tails(ekm1_queue{r, 1_s, 4}, "ekm1");
    for (const double cs2 : {0.0, 0.5, 1.0, 5.0}) {
      expect_tails(mg1_queue{r, 1_s, cs2}, "mg1");
      expect_tails(ggc_queue{r * 6, 1_s, 6, 0.5, cs2}, "ggc");
      expect_tails(ggc_queue{r, 1_s, 1, 3, cs2}, "gg1");
    }
    for (const double c : {1.0, 6.0, 200.0}) {
      expect_tails(mmc_queue{r * c, 1_s, c}, "mmc");
      expect_tails(mdc_queue{r * c, 1_s, c}, "mdc");
      expect_tails(mmck_queue{r * c * 1.2, 1_s, c, c + 30}, "mmck");
    }
  }
}

TEST(BoundedQueues, ObeyLittlesLawForThoseLetIn) {
  for (const double use : {0.2, 0.9, 1.0, 1.3, 10.0}) {
    for (const double room : {0.0, 4.0, 1000.0}) {
      const auto m = mmck({use * 6 * 1_rps, 1_s, 6, 6 + room});
      const double inside = (m.throughput * m.response).in(1_req);
      EXPECT_NEAR(m.inside.in(1_req), inside, 1e-12 * inside) << use << ' ' << room;
      EXPECT_NEAR(m.utilization * 6, (m.throughput * 1_s).in(1_req), 1e-12 * inside);
    }
    const auto e = engset({20, 1_s, use * 1_s, 6});
    EXPECT_NEAR(e.busy, (e.throughput * use * 1_s).in(1_req), 1e-12 * e.busy) << use;
  }
}

TEST(BoundedQueues, TurnMoreAwayTheBusierTheyAre) {
  double before = 0;
  for (const double use : {0.1, 0.5, 0.9, 1.0, 1.1, 2.0, 30.0}) {
    const double now = mmck({use * 6 * 1_rps, 1_s, 6, 16}).loss;
    EXPECT_GT(now, before) << use;
    before = now;
  }
}

TEST(OpenNetwork, ObeysLittlesLawAtEachStationAndInAll) {
  open_network net;
  net.stations = {{3_rps, 100_ms, 1}, {0_rps, 500_ms, 8}, {1_rps, 2_s, 4096}};
  net.routing = {{0.1, 0.6, 0.2}, {0, 0.3, 0.3}, {0, 0, 0}};
  const auto s = steady_state(net);
  for (const auto& station : s.stations) {
    EXPECT_NEAR(*station.customers, (station.arrivals * *station.response).in(1_req), 1e-12);
  }
  EXPECT_NEAR(*s.customers, (s.throughput * *s.response).in(1_req), 1e-11);
}

// A station of a million servers takes as long as one of eight: by the closed form, not a
// recurrence.
TEST(OpenNetwork, OfManyServersIsMmc) {
  for (const int servers : {1, 8, 24, 25, 4096, 1000000}) {
    const auto rate = 0.98 * servers * 1_rps;
    const auto s = steady_state({{{rate, 1_s, servers}}, {}});
    const auto exact = mmc({rate, 1_s, static_cast<double>(servers)});
    EXPECT_NEAR(s.response->in(1_s), exact.response->in(1_s), 1e-12) << servers;
  }
}

}  // namespace
}  // namespace ballpark::testing
