// SPDX-License-Identifier: MIT
#include <cmath>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/closed_network.hpp>
#include <ballpark/models/engset.hpp>
#include <ballpark/models/fork_join.hpp>
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

TEST(EveryQueue, WaitsLessWithAnotherServer) {
  using queue = std::function<queue_means(quantity<dim::request_rate>, double)>;
  std::vector<std::pair<std::string, queue>> all = {
      {"mmc",
       [](auto r, double c) {
         return mmc({r, 1_s, c});
       }},
      {"mdc",
       [](auto r, double c) {
         return mdc({r, 1_s, c});
       }},
      {"cosmetatos",
       [](auto r, double c) {
         return cosmetatos({r, 1_s, c});
       }},
      {"sakasegawa",
       [](auto r, double c) {
         return sakasegawa({r, 1_s, c});
       }},
      {"mg1_ps",
       [](auto r, double c) {
         return mg1_ps({r, 1_s, c});
       }},
  };
  for (const double ca2 : {0.5, 1.0, 4.0}) {
    for (const double cs2 : {0.0, 1.0, 4.0}) {
      all.emplace_back("allen_cunneen", [=](auto r, double c) {
        return allen_cunneen({r, 1_s, c, ca2, cs2});
      });
      all.emplace_back("whitt", [=](auto r, double c) { return whitt({r, 1_s, c, ca2, cs2}); });
      all.emplace_back("ggc", [=](auto r, double c) { return ggc({r, 1_s, c, ca2, cs2}); });
    }
  }
  for (const auto& [name, at] : all) {
    for (const double load : {0.2, 0.9, 7.0, 61.5}) {
      double before = INFINITY;
      for (double c = std::floor(load) + 1; c < 2 * load + 9; ++c) {
        const double now = at(load * 1_rps, c).wait->in(1_s);
        EXPECT_LT(now, before) << name << ' ' << load << ' ' << c;
        before = now;
      }
    }
  }
}

TEST(EveryQueue, WaitsLongerTheMoreItsTimesVary) {
  const double variations[] = {0, 0.01, 0.5, 0.99, 1, 1.01, 2, 9};
  const auto grows = [&](const char* name, auto wait_at) {
    double before = -1;
    for (const double scv : variations) {
      const double now = wait_at(scv).wait->in(1_s);
      EXPECT_GT(now, before) << name << ' ' << scv;
      before = now;
    }
  };
  for (const double use : {0.3, 0.9}) {
    const auto r = use * 1_rps;
    grows("mg1", [&](double cs2) { return mg1({r, 1_s, cs2}); });
    grows("mg1_priority", [&](double cs2) {
      const priority_class classes[] = {{r * 0.5, 1_s, cs2}, {r * 0.5, 1_s, 1}};
      return mg1_priority(classes)[1];
    });
    for (const double other : {0.5, 1.0, 4.0}) {
      grows("kingman", [&](double x) { return kingman({r, 1_s, x, other}); });
      grows("klb ca2", [&](double x) { return kraemer_langenbach_belz({r, 1_s, x, other}); });
      grows("klb cs2", [&](double x) { return kraemer_langenbach_belz({r, 1_s, other, x}); });
      for (const double c : {2.0, 40.0}) {
        grows("allen_cunneen", [&](double x) { return allen_cunneen({r * c, 1_s, c, x, other}); });
        // Whitt's correction may fall with cs2 where hardly anybody waits.
        if (use < 0.9) continue;
        grows("whitt ca2", [&](double x) { return whitt({r * c, 1_s, c, x, other}); });
        grows("whitt cs2", [&](double x) { return whitt({r * c, 1_s, c, other, x}); });
      }
    }
  }
}

TEST(EveryQueue, OfFixedServiceOrOneClassIsTheQueueThatKnowsOnlyThat) {
  for (const double use : loads) {
    const auto r = use * 1_rps;
    const double fixed = mg1({r, 1_s, 0}).wait->in(1_s);
    EXPECT_NEAR(mdc({r, 1_s, 1}).wait->in(1_s), fixed, 1e-10 * fixed) << use;
    for (const double cs2 : {0.0, 0.7, 5.0}) {
      const double wait = mg1({r, 1_s, cs2}).wait->in(1_s);
      const priority_class one[] = {{r, 1_s, cs2}};
      EXPECT_NEAR(mg1_priority(one)[0].wait->in(1_s), wait, 1e-12 * wait) << use;
    }
    const double joined = fork_join({r, 1_s, 1}).response->in(1_s);
    EXPECT_NEAR(joined, mm1({r, 1_s}).response->in(1_s), 1e-12 * joined) << use;
  }
}

template <typename Call>
void expect_refused(Call call, const char* what) {
  EXPECT_THROW((void)call(), std::domain_error) << what;
}

TEST(EveryQueue, RefusesANumberThatIsNoneWhereverItStands) {
  for (const double bad : {-1.0, std::nan("")}) {
    const auto rate = bad * 1_rps;
    const auto time = bad * 1_s;
    expect_refused([&] { return mm1({rate, 1_s}); }, "mm1 arrivals");
    expect_refused([&] { return mm1({1_rps, time}); }, "mm1 service");
    expect_refused([&] { return mmc({rate, 1_s, 2}); }, "mmc arrivals");
    expect_refused([&] { return mmc({1_rps, time, 2}); }, "mmc service");
    expect_refused([&] { return mmc({1_rps, 1_s, bad}); }, "mmc servers");
    expect_refused([&] { return mdc({rate, 1_s, 2}); }, "mdc arrivals");
    expect_refused([&] { return mdc({1_rps, time, 2}); }, "mdc service");
    expect_refused([&] { return mdc({1_rps, 1_s, bad}); }, "mdc servers");
    expect_refused([&] { return mmck({rate, 1_s, 2, 4}); }, "mmck arrivals");
    expect_refused([&] { return mmck({1_rps, time, 2, 4}); }, "mmck service");
    expect_refused([&] { return mmck({1_rps, 1_s, bad, 4}); }, "mmck servers");
    expect_refused([&] { return mmck({1_rps, 1_s, 2, bad}); }, "mmck capacity");
    expect_refused([&] { return engset({bad, 1_s, 1_s, 1}); }, "engset sources");
    expect_refused([&] { return engset({4, time, 1_s, 1}); }, "engset idle");
    expect_refused([&] { return engset({4, 1_s, time, 1}); }, "engset service");
    expect_refused([&] { return engset({4, 1_s, 1_s, bad}); }, "engset servers");
    expect_refused([&] { return gim1(dm1_queue{rate, 1_s}); }, "dm1 arrivals");
    expect_refused([&] { return gim1(dm1_queue{1_rps, time}); }, "dm1 service");
    expect_refused([&] { return gim1(ekm1_queue{1_rps, 1_s, bad}); }, "ekm1 phases");
    expect_refused([&] { return mg1({rate, 1_s, 1}); }, "mg1 arrivals");
    expect_refused([&] { return mg1({1_rps, time, 1}); }, "mg1 service");
    expect_refused([&] { return mg1({1_rps, 1_s, bad}); }, "mg1 cs2");
    expect_refused([&] { return mg1_ps({1_rps, 1_s, bad}); }, "mg1_ps threshold");
    expect_refused([&] { return kingman({1_rps, 1_s, bad, 1}); }, "gg1 ca2");
    expect_refused([&] { return kraemer_langenbach_belz({1_rps, 1_s, 1, bad}); }, "gg1 cs2");
    expect_refused([&] { return ggc({rate, 1_s, 2, 1, 1}); }, "ggc arrivals");
    expect_refused([&] { return ggc({1_rps, 1_s, bad, 1, 1}); }, "ggc servers");
    expect_refused([&] { return ggc({1_rps, 1_s, 2, bad, 1}); }, "ggc ca2");
    expect_refused([&] { return allen_cunneen({1_rps, 1_s, 2, 1, bad}); }, "ggc cs2");
    expect_refused([&] { return sakasegawa({rate, 1_s, 2}); }, "sakasegawa arrivals");
    expect_refused([&] { return fork_join({rate, 1_s, 2}); }, "fork_join arrivals");
    expect_refused([&] { return fork_join({1_rps, time, 2}); }, "fork_join service");
    expect_refused([&] { return fork_join({1_rps, 1_s, bad}); }, "fork_join servers");
    for (const priority_class& c : {priority_class{rate, 1_s, 1}, priority_class{1_rps, time, 1},
                                    priority_class{1_rps, 1_s, bad}}) {
      expect_refused([&] { return mg1_priority(std::span(&c, 1)); }, "mg1_priority");
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

// A percentile, however a queue says that it may have none.
double seconds(const quantity<dim::time>& t) { return t.in(1_s); }
double seconds(const std::optional<quantity<dim::time>>& t) { return t.value().in(1_s); }
double seconds(const ggc_percentile& p) { return p.time.value().in(1_s); }

// Percentiles grow with the share, those of the response are above those of the wait, and the share
// beyond one is what it was asked for, unless the law has a step there.
template <typename Queue>
void expect_percentiles(const Queue& q, const char* name) {
  double wait_before = 0, response_before = 0;
  for (const double p : {0.01, 0.5, 0.9, 0.99, 0.999, 0.999999}) {
    const double wait = seconds(wait_percentile(q, p));
    const double response = seconds(response_percentile(q, p));
    EXPECT_GE(wait, wait_before) << name << ' ' << p;
    EXPECT_GE(response, response_before) << name << ' ' << p;
    EXPECT_GT(response, wait) << name << ' ' << p;
    const double beyond = (1 - p) * (1 + 1e-8);
    EXPECT_LE(wait_exceeds(q, wait * (1 + 1e-9) * 1_s), beyond) << name << ' ' << p;
    EXPECT_LE(response_exceeds(q, response * (1 + 1e-9) * 1_s), beyond) << name << ' ' << p;
    const double within = (1 - p) * (1 - 1e-6);
    if (wait > 0) {
      EXPECT_GE(wait_exceeds(q, wait * (1 - 1e-9) * 1_s), within) << name << ' ' << p;
    }
    EXPECT_GE(response_exceeds(q, response * (1 - 1e-9) * 1_s), within) << name << ' ' << p;
    wait_before = wait;
    response_before = response;
  }
  for (const double p : {0.0, 1.0, -0.5, std::nan("")}) {
    EXPECT_THROW((void)wait_percentile(q, p), std::domain_error) << name << ' ' << p;
    EXPECT_THROW((void)response_percentile(q, p), std::domain_error) << name << ' ' << p;
  }
}

TEST(EveryTail, HasPercentilesInOrderThatUndoIt) {
  for (const double use : {0.1, 0.5, 0.9, 0.99}) {
    const auto r = use * 1_rps;
    expect_percentiles(mm1_queue{r, 1_s}, "mm1");
    expect_percentiles(dm1_queue{r, 1_s}, "dm1");
    expect_percentiles(ekm1_queue{r, 1_s, 4}, "ekm1");
    for (const double cs2 : {0.0, 0.5, 1.0, 5.0}) {
      expect_percentiles(mg1_queue{r, 1_s, cs2}, "mg1");
      expect_percentiles(ggc_queue{r * 6, 1_s, 6, 0.5, cs2}, "ggc");
      expect_percentiles(ggc_queue{r, 1_s, 1, 3, cs2}, "gg1");
    }
    for (const double c : {1.0, 6.0, 200.0}) {
      expect_percentiles(mmc_queue{r * c, 1_s, c}, "mmc");
      expect_percentiles(mdc_queue{r * c, 1_s, c}, "mdc");
      expect_percentiles(mmck_queue{r * c * 1.2, 1_s, c, c + 30}, "mmck");
    }
  }
}

TEST(EveryTail, OfASaturatedQueueIsAllAndHasNoPercentile) {
  const auto expect_none = [](const auto& q, const char* name) {
    EXPECT_EQ(wait_exceeds(q, 1_h), 1) << name;
    EXPECT_EQ(response_exceeds(q, 1_h), 1) << name;
    EXPECT_FALSE(wait_percentile(q, 0.5)) << name;
    EXPECT_FALSE(response_percentile(q, 0.5)) << name;
  };
  for (const double use : {1.0, 1.7}) {
    expect_none(mm1_queue{use * 1_rps, 1_s}, "mm1");
    expect_none(mmc_queue{use * 6_rps, 1_s, 6}, "mmc");
    expect_none(mdc_queue{use * 6_rps, 1_s, 6}, "mdc");
    expect_none(dm1_queue{use * 1_rps, 1_s}, "dm1");
    expect_none(ekm1_queue{use * 1_rps, 1_s, 3}, "ekm1");
    EXPECT_FALSE(response_percentile(mg1_queue{use * 1_rps, 1_s, 2}, 0.5).time);
    EXPECT_EQ(wait_exceeds(mg1_queue{use * 1_rps, 1_s, 2}, 1_h), 1);
    EXPECT_FALSE(wait_percentile(ggc_queue{use * 6_rps, 1_s, 6, 2, 2}, 0.5).time);
    EXPECT_EQ(response_exceeds(ggc_queue{use * 6_rps, 1_s, 6, 2, 2}, 1_h), 1);
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

TEST(BoundedQueues, RefuseMoreTheBusierTheirSourcesAreAndLessWithMoreServers) {
  double before = 0;
  for (const double service : {0.01, 0.1, 0.5, 1.0, 3.0, 50.0}) {
    const auto r = engset({40, 1_s, service * 1_s, 6});
    EXPECT_GT(r.call_congestion, before) << service;
    // A source that is served does not call, so that calls meet fewer busy servers than time does.
    EXPECT_LT(r.call_congestion, r.time_congestion) << service;
    before = r.call_congestion;
  }
  double loss = 1, refused = 1;
  for (double c = 1; c < 39; ++c) {
    const auto m = mmck({20_rps, 1_s, c, 39});
    const auto e = engset({40, 1_s, 1_s, c});
    EXPECT_LT(m.loss, loss) << c;
    EXPECT_LT(e.call_congestion, refused) << c;
    loss = m.loss;
    refused = e.call_congestion;
  }
}

TEST(BoundedQueues, WithMoreRoomLoseLessAndWaitLonger) {
  for (const double use : {0.5, 0.99, 1.0, 1.3}) {
    double loss = 1, wait = -1;
    for (double room = 0; room <= 30; ++room) {
      const auto m = mmck({use * 6_rps, 1_s, 6, 6 + room});
      EXPECT_LT(m.loss, loss) << use << ' ' << room;
      EXPECT_GT(m.wait.in(1_s), wait) << use << ' ' << room;
      loss = m.loss;
      wait = m.wait.in(1_s);
    }
  }
}

TEST(ForkJoin, TakesLongerWithTheLoadAndWithMoreParts) {
  for (const double parts : {1.0, 2.0, 3.0, 16.0, 32.0, 200.0}) {
    double before = 0;
    for (const double use : loads) {
      const auto m = fork_join({use * 1_rps, 1_s, parts});
      EXPECT_GT(m.response->in(1_s), before) << parts << ' ' << use;
      EXPECT_EQ(m.utilization, use);
      before = m.response->in(1_s);
    }
    EXPECT_EQ(fork_join({1_rps, 1_s, parts}).state, queue_state::saturated);
    EXPECT_FALSE(fork_join({1.5_rps, 1_s, parts}).response);
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
