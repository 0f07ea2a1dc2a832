// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <vector>

#include <ballpark/models/key_locks.hpp>
#include "engine/operation.hpp"

// What is done one at a time per key: how busy the hottest key is, and how long calls wait for
// theirs (LANGUAGE section 5).
namespace ballpark::engine {

// What one sort of calls makes of its keys at the peak.
template <typename N>
struct held_keys {
  N rate;
  N held;
  N exponent;
};

inline double number_of_keys(double items) { return std::clamp(items, 1.0, 1e18); }

// The locks of one component on one sort of keys.
template <typename N>
class lock_use {
 public:
  lock_use(world<N>& w, const world_values<N>& get, const lock_plan& lock)
      : w_(w),
        get_(get),
        lock_(lock),
        keys_(lock.keys ? w.data_items[*lock.keys].in_base_units() : N(1)) {}

  void assess() {
    for (const auto& h : lock_.holders) hold(h);
    for (std::size_t i = 0; i < lock_.holders.size(); ++i) wait(i);
  }

 private:
  // Each record that a call touches has a key of its own.
  void hold(const lock_plan::holder& h) {
    const std::uint32_t op = w_.of.components[lock_.component].first_op + h.op;
    N rate(0);
    for (const auto& a : w_.actions) {
      const auto& calls = w_.of.has_gates() ? a.calls_at_peak : a.calls_per_request;
      rate = rate + a.peak.in_base_units() * calls[op];
    }
    if (h.records != no_value) rate = rate * get_(h.records);
    rate = note(h.rate.c_str(), request_rate<N>::from_base_units(rate)).in_base_units();
    const held_keys<N> k{rate, get_(h.held), h.popularity == no_value ? N(0) : get_(h.popularity)};
    const auto share = [](double items, double s) {
      return zipf_share_of_rank({number_of_keys(items) * units::items, s}, 1);
    };
    const N use = named(h.utilization.c_str(),
                        k.rate * k.held * call("hottest_key", share, keys_, k.exponent));
    emit(w_, h.metrics.utilization, use);
    hottest_ = hottest_ + use;
    held_.push_back(k);
    plain_.push_back(plain_of(k));
  }

  [[nodiscard]] key_holder plain_of(const held_keys<N>& k) const {
    const auto& cs2 = w_.components[lock_.component].common.cs2;
    return {.calls = quantity<dim::request_rate>::from_base_units(value_of(k.rate)),
            .held = quantity<dim::time>::from_base_units(value_of(k.held)),
            .exponent = value_of(k.exponent),
            .cs2 = cs2 ? value_of(cs2->in_base_units()) : 1};
  }

  void wait(std::size_t i) {
    const auto& h = lock_.holders[i];
    const key_waits waits = key_waits_of(plain_, i, number_of_keys(value_of(keys_)) * units::items);
    const auto of_lock = [&](const char* name, double x) {
      const auto answer = [&](double, double, double, double) {
        return waits.of_calls.stable ? x : unbounded;
      };
      // Beside others it rests on what all of them hold.
      const bool is_alone = lock_.holders.size() == 1;
      return call(name, answer, is_alone ? held_[i].rate : hottest_, held_[i].held, keys_,
                  held_[i].exponent);
    };
    auto& op = w_.locks[w_.of.components[lock_.component].first_op + h.op];
    op.wait = waits.of_calls;
    op.mean = note(h.wait.c_str(),
                   duration<N>::from_base_units(of_lock("key_wait", waits.of_calls.mean())))
                  .in_base_units();
    emit(w_, h.metrics.wait, op.mean);
    emit(w_, h.metrics.waits,
         named(h.waits.c_str(), of_lock("key_waits", waits.of_calls.probability)));
    if (i == 0) raise_hottest(of_lock("hottest_key_wait", waits.hottest_wait));
  }

  // Of several sorts of keys at a component that which is held most.
  void raise_hottest(const N& wait) {
    const hottest_key_metrics& m = w_.of.components[lock_.component].metrics.hottest_key;
    if (value_of(hottest_) < value_of(w_.out[m.utilization])) return;
    emit(w_, m.utilization, named("hottest-key.utilization", hottest_));
    emit(w_, m.wait, note("hottest-key.wait", duration<N>::from_base_units(wait)).in_base_units());
  }

  static N named(const char* name, const N& share) {
    return note(name, quantity<dim::ratio, N>::from_base_units(share)).in_base_units();
  }

  world<N>& w_;
  const world_values<N>& get_;
  const lock_plan& lock_;
  N keys_;
  N hottest_ = N(0);
  std::vector<held_keys<N>> held_;
  std::vector<key_holder> plain_;
};

template <typename N>
void assess_locks(world<N>& w, const world_values<N>& get) {
  for (const auto& lock : w.of.locks) {
    w.out[w.of.components[lock.component].metrics.hottest_key.utilization] = N(0);
  }
  for (const auto& lock : w.of.locks) {
    get.about(w.from.components[lock.component].name);
    lock_use<N>(w, get, lock).assess();
  }
}

}  // namespace ballpark::engine
