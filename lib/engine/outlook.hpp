// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <vector>

#include "engine/limits.hpp"
#include "engine/time_scratch.hpp"

// Until when what is stated holds the load that grows.
namespace ballpark::engine {

template <typename N>
void evaluate_needs(world<N>& w, const world_values<N>& get, time_scratch& scratch);

// How long a component holds, in seconds from now, and what it runs out of.
struct lasting {
  double time = unbounded;
  const char* resource = "";
};

// Looks at one world at other times. What each component asks of its limits rises with the load, so
// that the time at which it is past one lies between any two times that are on either side; and as
// the load compounds, the logarithm of it is close to a line.
class outlook {
 public:
  explicit outlook(const plan& p) : w_(p), scratch_(std::make_unique<time_scratch>()) {}

  // By component; unbounded for those that state nothing.
  const std::vector<lasting>& find(const world_values<double>& get, const fleet& bought,
                                   double first_guess) {
    get_ = &get;
    bought_ = &bought;
    known_.clear();
    found_.assign(w_.components.size(), {});
    look(0);
    const double year = w_.of.year;
    look(first_guess > 0 ? first_guess : year);
    for (std::size_t i = 0; i < found_.size(); ++i) {
      if (w_.of.components[i].metrics.lasts != no_metric) found_[i] = lasts(i);
    }
    return found_;
  }
  [[nodiscard]] const std::vector<lasting>& found() const { return found_; }

 private:
  using uses = std::vector<limit_use>;

  static constexpr double just_over = 1 + 1e-9;
  static constexpr double longest = 100;  // years

  const uses& look(double time) {
    const auto [at, is_new] = known_.try_emplace(time);
    if (!is_new) return at->second;
    w_.at = time;
    at->second.resize(w_.components.size());
    // A load of a hundred years may be no number that a model takes: that is too much as well.
    try {
      evaluate_needs(w_, *get_, *scratch_);
      assess_operation(w_, *get_, *bought_);
      for (std::size_t i = 0; i < w_.components.size(); ++i) at->second[i] = tightest(w_, i);
    } catch (const std::domain_error&) {
      for (auto& u : at->second) u = {"", unbounded};
    }
    return at->second;
  }

  // The two known times between which the component runs out; an open end has no time.
  struct bracket {
    double low = 0;
    std::optional<double> high;
  };

  [[nodiscard]] bracket around(std::size_t i) const {
    bracket b;
    for (const auto& [time, all] : known_) {
      if (all[i].use > just_over) {
        b.high = time;
        return b;
      }
      b.low = time;
    }
    return b;
  }

  [[nodiscard]] double log_use(double time, std::size_t i) const {
    return std::log(known_.at(time)[i].use);
  }

  // Where the line through two times meets the limit.
  [[nodiscard]] double on_line(double a, double b, std::size_t i) const {
    const double at_a = log_use(a, i);
    const double at_b = log_use(b, i);
    return a - at_a * (b - a) / (at_b - at_a);
  }

  lasting lasts(std::size_t i) {
    const double end = longest * w_.of.year;
    bracket b = around(i);
    for (int step = 0; !b.high && b.low < end; ++step) {
      look(step < 20 ? next_beyond(b.low, i, end) : end);
      b = around(i);
    }
    if (!b.high) return {};
    if (*b.high == 0) return {0, known_.at(0)[i].resource};
    for (int step = 0; step < 100 && *b.high - b.low > 1e-9 * *b.high; ++step) {
      const double middle = (b.low + *b.high) / 2;
      double next = step % 3 == 2 ? middle : on_line(b.low, *b.high, i);
      if (!(next > b.low && next < *b.high)) next = middle;
      if (std::abs(look(next)[i].use - 1) < 1e-10) return {next, known_.at(next)[i].resource};
      b = around(i);
    }
    return {*b.high, known_.at(*b.high)[i].resource};
  }

  // Further than where the line of the last two times says.
  [[nodiscard]] double next_beyond(double low, std::size_t i, double end) const {
    const auto last = known_.find(low);
    if (last == known_.begin()) return std::min(end, w_.of.year);
    const double guess = on_line(std::prev(last)->first, low, i);
    if (!(guess > low)) return end;
    return std::min(end, guess * (1 + 1e-7));
  }

  world<double> w_;
  std::unique_ptr<time_scratch> scratch_;
  const world_values<double>* get_ = nullptr;
  const fleet* bought_ = nullptr;
  std::map<double, uses> known_;
  std::vector<lasting> found_;
};

// The step that explains a time: what is used now, what is allowed, and how the load grows.
template <typename N>
N time_of(const world<N>& w, std::size_t i, double time) {
  const component_world<N>& c = w.components[i];
  N growth(0);
  for (const auto& a : w.actions) {
    if (value_of(a.growth) != 0) growth = a.growth;
  }
  const auto known = [time](double, double, double) { return time; };
  if (!w.of.components[i].has_nodes) {
    return call("first_time_over", known, use_of_limits(w, i), N(1), growth);
  }
  return call("first_time_over", known, c.utilization, c.utilization_allowed, growth);
}

template <typename N>
void assess_outlook(world<N>& w, const world_values<N>& get, const fleet& bought,
                    time_scratch& scratch) {
  if (!w.of.has_outlook) return;
  if (!scratch.later) scratch.later = std::make_shared<outlook>(w.of);
  const auto plain_get = get.plain();
  const auto& found = scratch.later->find(plain_get, bought, value_of(w.horizon));
  std::optional<N> first;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const metric_id m = w.of.components[i].metrics.lasts;
    if (m == no_metric) continue;
    get.about(w.from.components[i].name);
    const auto lasts = note("lasts", duration<N>::from_base_units(time_of(w, i, found[i].time)));
    emit(w, m, lasts.in_base_units());
    first = first ? smaller(*first, lasts.in_base_units()) : lasts.in_base_units();
  }
  get.about("system");
  const N soonest = first.value_or(N(unbounded));
  emit(w, w.of.system.lasts, note("lasts", duration<N>::from_base_units(soonest)).in_base_units());
  get.about("");
}

}  // namespace ballpark::engine
