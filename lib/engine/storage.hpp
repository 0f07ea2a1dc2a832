// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <ballpark/models/growth.hpp>
#include "engine/world.hpp"

// What is stored where at the time reported (LANGUAGE section 6).
namespace ballpark::engine {

// Ages of the items that a store holds: from when they come to it, the youngest ones at once, to
// when they leave; without an end they are kept for ever. Seconds.
template <typename N>
struct age_window {
  std::optional<N> from;
  std::optional<N> until;
};

template <typename N>
class storage_of {
 public:
  storage_of(world<N>& w, const world_values<N>& get) : w_(w), get_(get) {}

  // Requests of an action that fall into the window. With a horizon, what was made before now is
  // not among them. Without one the load stays as it is, and the store is in its steady state.
  N requests(std::uint32_t action, const age_window<N>& ages) const {
    const auto& a = w_.actions[action];
    if (!w_.moves()) {
      if (!ages.until) return N(0);
      return a.mean.in_base_units() * (ages.from ? *ages.until - *ages.from : *ages.until);
    }
    const N newest = ages.from ? larger(w_.horizon - *ages.from, N(0)) : w_.horizon;
    const N oldest = ages.until ? larger(w_.horizon - *ages.until, N(0)) : N(0);
    if (w_.of.actions[action].growth == no_value) {
      return a.today.in_base_units() * (newest - oldest);
    }
    const double year = w_.of.year;
    const N span = ballpark::call(
        "growth_integral",
        [year](double g, double from, double to) {
          return year * growth_integral(g * year, from / year, to / year);
        },
        a.growth, oldest, newest);
    return a.today.in_base_units() * span;
  }

  // Items that these sources make of the requests in the window.
  N made(const scenario_data& d, const age_window<N>& ages) const {
    return sum_over(d, [&](std::uint32_t action) { return requests(action, ages); });
  }

  N mean_rate(const scenario_data& d) const {
    return sum_over(d,
                    [&](std::uint32_t action) { return w_.actions[action].mean.in_base_units(); });
  }

  // Items of `existing` that are still in the window: their ages are spread evenly over the whole
  // time that they are kept.
  N surviving(const scenario_data& d, const age_window<N>& ages) const {
    const N all = existing(d);
    if (!ages.until) return all;
    if (!w_.moves()) return N(0);
    const N youngest = ages.from ? larger(w_.horizon, *ages.from) : w_.horizon;
    return all * larger(*ages.until - youngest, N(0)) / total_keep(d);
  }

  N items(const scenario_data& d, const age_window<N>& ages) const {
    if (d.count != no_value) return scaled(get_(d.count));
    const N new_items = made(d, ages);
    if (!has_existing(d)) return new_items;
    return surviving(d, ages) + new_items;
  }

  // Items per second that come into the window and do not leave it.
  N net_rate(const scenario_data& d, const age_window<N>& ages) const {
    if (d.count != no_value) return N(0);
    const N made = sum_over(d, [&](std::uint32_t action) { return net_requests(action, ages); });
    if (!has_existing(d) || !ages.until || !w_.moves()) return made;
    const double now = value_of(w_.horizon);
    const bool leaves = now < value_of(*ages.until) && (!ages.from || now >= value_of(*ages.from));
    return leaves ? made - existing(d) / total_keep(d) : made;
  }

  // Logical bytes: with index, after compression, one copy.
  data_size<N> bytes(const scenario_data& d, const N& items) const {
    N b = items * get_(d.size);
    if (d.index != no_value) b = b * (N(1) + get_(d.index));
    if (d.compression != no_value) b = b / get_(d.compression);
    return data_size<N>::from_base_units(b);
  }

  age_window<N> window(const scenario_data& d, std::size_t tier) const {
    age_window<N> ages;
    if (d.keep.empty()) return ages;
    if (tier > 0) ages.from = get_(d.keep[tier - 1].until);
    ages.until = get_(d.keep[tier].until);
    return ages;
  }

  age_window<N> whole_life(const scenario_data& d) const {
    age_window<N> ages;
    if (!d.keep.empty()) ages.until = total_keep(d);
    return ages;
  }

 private:
  static bool has_existing(const scenario_data& d) {
    return d.existing != no_value || d.existing_bytes != no_value;
  }

  N existing(const scenario_data& d) const {
    return scaled(d.existing != no_value ? get_(d.existing)
                                         : get_(d.existing_bytes) / get_(d.size));
  }

  N scaled(const N& items) const { return w_.of.scale == 1 ? items : items * N(w_.of.scale); }

  // Requests per second that come into the window less those that leave it.
  N net_requests(std::uint32_t action, const age_window<N>& ages) const {
    const N& now = w_.horizon;
    if (!w_.moves()) return ages.until ? N(0) : w_.actions[action].mean.in_base_units();
    N net(0);
    if (!ages.from) {
      net = rate_at(action, now);
    } else if (value_of(now) >= value_of(*ages.from)) {
      net = rate_at(action, now - *ages.from);
    }
    const bool leaves = ages.until && value_of(now) > value_of(*ages.until);
    return leaves ? net - rate_at(action, now - *ages.until) : net;
  }

  N rate_at(std::uint32_t action, const N& time) const {
    const action_world<N>& a = w_.actions[action];
    if (w_.of.actions[action].growth == no_value) return a.today.in_base_units();
    const double year = w_.of.year;
    const auto factor = [year](double g, double t) { return growth_factor(g * year, t / year); };
    return a.today.in_base_units() * ballpark::call("growth_factor", factor, a.growth, time);
  }

  N total_keep(const scenario_data& d) const { return get_(d.keep.back().until); }

  template <typename PerAction>
  N sum_over(const scenario_data& d, PerAction&& per_action) const {
    N sum(0);
    for (const auto& s : d.made_by) {
      N from = source(s, per_action);
      if (s.factor != no_value) from = from * get_(s.factor);
      sum = sum + from;
    }
    return sum;
  }

  template <typename PerAction>
  N source(const scenario_source& s, PerAction&& per_action) const {
    switch (s.is) {
      case scenario_source::kind::action:
        return per_action(s.index);
      case scenario_source::kind::data:
        return sum_over(w_.from.data[s.index], per_action);
      case scenario_source::kind::component:
        return calls(s.index, 0, whole_component, per_action);
      case scenario_source::kind::op:
        return calls(s.index, s.op, one_op, per_action);
    }
    return N(0);
  }

  enum reach { one_op, whole_component };

  template <typename PerAction>
  N calls(std::uint32_t component, std::uint32_t op, reach how, PerAction&& per_action) const {
    const component_plan& c = w_.of.components[component];
    const std::uint32_t first = c.first_op + op;
    const std::uint32_t last = how == one_op ? first + 1 : c.first_op + c.ops;
    N sum(0);
    for (std::uint32_t a = 0; a < w_.actions.size(); ++a) {
      for (std::uint32_t i = first; i < last; ++i) {
        if (value_of(w_.actions[a].calls_per_request[i]) == 0) continue;
        sum = sum + w_.actions[a].calls_per_request[i] * per_action(a);
      }
    }
    return sum;
  }

  world<N>& w_;
  const world_values<N>& get_;
};

// A store holds an item in the tier of ages that names it, or whole where only `stores` does.
template <typename N>
void assess_storage(world<N>& w, const world_values<N>& get) {
  const storage_of<N> storage(w, get);
  for (std::size_t d = 0; d < w.from.data.size(); ++d) {
    const scenario_data& item = w.from.data[d];
    get.about(item.name);
    const N items = note("items", storage.items(item, storage.whole_life(item)));
    w.data_items[d] = quantity<dim::item, N>::from_base_units(items);
    w.data_bytes[d] = note("bytes", storage.bytes(item, items));
    for (std::size_t c = 0; c < w.components.size(); ++c) {
      store(w, get, storage, d, c);
    }
  }
}

template <typename N>
void store(world<N>& w, const world_values<N>&, const storage_of<N>& storage, std::size_t d,
           std::size_t c) {
  const scenario_data& item = w.from.data[d];
  load<N>& into = w.components[c].peak;
  bool in_a_tier = false;
  const auto grow = [&](const age_window<N>& ages) {
    if (w.of.components[c].metrics.stored_growth == no_metric) return;
    const N bytes = storage.bytes(item, storage.net_rate(item, ages)).in_base_units();
    w.components[c].stored_growth += bandwidth<N>::from_base_units(bytes);
  };
  for (std::size_t tier = 0; tier < item.keep.size(); ++tier) {
    if (item.keep[tier].component != c) continue;
    in_a_tier = true;
    const N items = item.keep.size() == 1
                        ? w.data_items[d].in_base_units()
                        : note("items", storage.items(item, storage.window(item, tier)));
    into.items += quantity<dim::item, N>::from_base_units(items);
    into.stored += item.keep.size() == 1 ? w.data_bytes[d] : storage.bytes(item, items);
    grow(storage.window(item, tier));
  }
  if (in_a_tier) return;
  for (const std::uint32_t stored : w.from.components[c].stores) {
    if (stored != d) continue;
    into.items += w.data_items[d];
    into.stored += w.data_bytes[d];
    grow(storage.whole_life(item));
    if (item.count == no_value) continue;
    into.counted_items += w.data_items[d];
    into.counted += w.data_bytes[d];
  }
}

}  // namespace ballpark::engine
