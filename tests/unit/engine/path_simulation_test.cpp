// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "support/estimated.hpp"
#include "support/requests.hpp"

namespace ballpark::testing {
namespace {

// A step of a random path, as it is written and as a request goes through it.
struct random_step {
  enum class form { call, sequence, parallel, attempt, copies, serial, sometimes, quorum, either };
  form is = form::call;
  int service = 0;
  int n = 0;
  double share = 0;
  std::vector<random_step> children;
};

constexpr int services = 5;

// Services in three zones of a region, and a front of one core with a queue before it, at which the
// client arrives. A path of random steps leads to the services.
class random_system {
 public:
  explicit random_system(std::uint64_t seed) : g_(seed) {
    for (auto& s : times_) {
      s.p50 = round(1e-3 * std::exp(1.2 * g_.normal()));
      s.p99 = round(s.p50 * (1.5 + 12 * g_.uniform()));
    }
    for (auto& t : round_trips_) {
      t.p50 = round(2e-4 + 1e-3 * g_.uniform());
      t.p99 = round(t.p50 * (1.5 + 4 * g_.uniform()));
    }
    busy_ = round3(0.2 + 0.7 * g_.uniform());
    root_.is = random_step::form::sequence;
    for (int i = 0; i < 3; ++i) root_.children.push_back(step(2));
  }

  [[nodiscard]] std::string text() const {
    std::string all =
        "ballpark: 1\nworkload: {actions: {read: {rate: 1000 req/s, path: [front, " +
        inside(root_) + "]}}}\ntopology: {zones: 3}\ncomponents:\n" +
        "  front: {is: http-service, latency: 0 s, nodes: 1, cpu: " + seconds(busy_ / 1000) + "}\n";
    for (int i = 0; i < services; ++i) {
      all += "  s" + std::to_string(i) + ": {is: external, latency: " + written(times_[i]) + "}\n";
    }
    return all;
  }

  [[nodiscard]] std::vector<std::string> settings() const {
    return {"network.client-region=0 s", "network.same-zone=" + written(round_trips_[0]),
            "network.cross-zone=" + written(round_trips_[1]), "nodes.std-8.cpu=1 core"};
  }

  // The wait of one server is none, or exponential.
  double drawn(generator& g) const {
    const double wait =
        g.uniform() < busy_ ? -busy_ / 1000 / (1 - busy_) * std::log(g.uniform()) : 0;
    return wait + drawn(root_, g);
  }

 private:
  using form = random_step::form;

  // Numbers that survive being written down.
  static double round(double seconds) { return std::round(seconds * 1e7) / 1e7; }
  static double round3(double share) { return std::round(share * 1000) / 1000; }
  static std::string seconds(double t) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.1f us", t * 1e6);
    return buffer;
  }
  static std::string written(const lognormal_time& t) {
    return "{p50: " + seconds(t.p50) + ", p99: " + seconds(t.p99) + "}";
  }
  static std::string percent(double share) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%.1f%%", share * 100);
    return buffer;
  }
  int up_to(int n) { return 1 + static_cast<int>(n * g_.uniform()); }

  random_step call() {
    random_step s;
    s.service = up_to(services) - 1;
    return s;
  }

  random_step step(int depth) {
    if (depth == 0) return call();
    random_step s;
    s.is = static_cast<form>(up_to(8));
    s.share = round3(0.2 + 0.7 * g_.uniform());
    s.n = 1 + up_to(5);
    if (s.is == form::either) return one_of_two(s);
    if (s.is == form::attempt) s.children.push_back(call());
    const bool two = s.is == form::sequence || s.is == form::parallel || s.is == form::attempt;
    while (s.children.size() < (two ? 2U : 1U)) s.children.push_back(step(depth - 1));
    return s;
  }

  random_step one_of_two(random_step s) {
    s.children = {call(), call()};
    s.children[1].service = (s.children[0].service + 1) % services;
    return s;
  }

  static std::string inside(const random_step& s) {
    std::string all;
    for (const auto& c : s.children) all += (all.empty() ? "" : ", ") + written(c);
    return all;
  }

  static std::string written(const random_step& s) {
    const std::string n = std::to_string(s.n);
    switch (s.is) {
      case form::call:
        return "s" + std::to_string(s.service);
      case form::sequence:
        return "{do: [" + inside(s) + "]}";
      case form::parallel:
        return "{par: [" + inside(s) + "]}";
      case form::attempt:
        return "{try: [" + written(s.children[0]) + " hit " + percent(s.share) + ", " +
               written(s.children[1]) + "]}";
      case form::copies:
        return "{do: [" + inside(s) + "], x: " + n + "}";
      case form::serial:
        return "{do: [" + inside(s) + "], x: " + n + ", serial: true}";
      case form::sometimes:
        return "{when: " + percent(s.share) + ", do: [" + inside(s) + "]}";
      case form::quorum:
        return "{do: [" + inside(s) + "], x: " + n + ", need: 2}";
      case form::either:
        return "{one: {" + written(s.children[0]) + ": " + percent(s.share) + ", " +
               written(s.children[1]) + ": " + percent(1 - s.share) + "}}";
    }
    return "";
  }

  double drawn(const random_step& s, generator& g) const {
    switch (s.is) {
      case form::call:
        return round_trips_[g.uniform() < 1.0 / 3 ? 0 : 1].drawn(g) + times_[s.service].drawn(g);
      case form::sequence:
        return all_of(s, g);
      case form::parallel:
        return std::max(drawn(s.children[0], g), drawn(s.children[1], g));
      case form::attempt: {
        const double first = drawn(s.children[0], g);
        return g.uniform() < s.share ? first : first + drawn(s.children[1], g);
      }
      case form::copies:
        return sorted_copies(s, g).back();
      case form::quorum:
        return sorted_copies(s, g)[1];
      case form::serial: {
        double sum = 0;
        for (int i = 0; i < s.n; ++i) sum += all_of(s, g);
        return sum;
      }
      case form::sometimes:
        return g.uniform() < s.share ? all_of(s, g) : 0;
      case form::either:
        return drawn(s.children[g.uniform() < s.share ? 0 : 1], g);
    }
    return 0;
  }

  double all_of(const random_step& s, generator& g) const {
    double sum = 0;
    for (const auto& c : s.children) sum += drawn(c, g);
    return sum;
  }

  std::vector<double> sorted_copies(const random_step& s, generator& g) const {
    std::vector<double> times;
    for (int i = 0; i < s.n; ++i) times.push_back(all_of(s, g));
    std::sort(times.begin(), times.end());
    return times;
  }

  generator g_;
  lognormal_time times_[services]{};
  lognormal_time round_trips_[2]{};  // in the same zone, and across
  double busy_ = 0;
  random_step root_;
};

// The percentiles of a scenario as a whole, against requests that go their way one by one.
TEST(PathSimulation, RandomScenariosAgreeWithRequestsDrawnOneByOne) {
  constexpr std::size_t requests = 100000;
  int compared = 0;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    const random_system system(seed);
    const auto e = estimated_with(system.text(), system.settings());
    generator g(1000 + seed);
    std::vector<double> times(requests);
    for (auto& t : times) t = system.drawn(g);
    std::sort(times.begin(), times.end());
    for (const auto& [metric, p] : {std::pair{"p50", 0.5}, {"p95", 0.95}, {"p99", 0.99}}) {
      const auto& result = e[std::string("read.latency.") + metric];
      if (result.gap) continue;  // it says little, and says so
      const double error = 4 * std::sqrt(p * (1 - p) / requests);
      EXPECT_LE(share_within(times, 0.995 * result.value), p + error) << metric << " is too long\n"
                                                                      << system.text();
      EXPECT_GE(share_within(times, 1.005 * result.value), p - error) << metric << " is too short\n"
                                                                      << system.text();
      ++compared;
    }
  }
  EXPECT_GE(compared, 16);
}

}  // namespace
}  // namespace ballpark::testing
