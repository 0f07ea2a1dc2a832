// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <optional>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/queue_state.hpp>
#include <ballpark/units.hpp>

// Requests that are served together, so that what a batch costs is paid once.
//
//   s  time per batch (s): a round trip, an fsync, the start of a kernel
//   t  time per request within a batch (s)
//   B  requests of a batch
//   L  arrivals (req/s)
//
// A server of batches makes B / (s + B t) requests per second, never more than 1 / t. It keeps up
// where L t < 1 and B >= L s / (1 - L t). A batch of B fills in (B - 1) / L, which its first
// request waits and the others half of on average; this is exact for any regular arrivals, and in
// the mean for Poisson arrivals. The wait for a busy server is not in it.
//
// Source of the lot size: F. W. Harris, "How Many Parts to Make at Once", 1913.
namespace ballpark {

struct batch_time {
  quantity<dim::time> per_batch{};
  quantity<dim::time> per_request{};
};

namespace detail {

constexpr void check_batch_time(const char* function, const batch_time& cost) {
  require(is_amount(cost.per_batch.in_base_units()), function, "per_batch must be >= 0 s",
         cost.per_batch.in_base_units());
  require(is_amount(cost.per_request.in_base_units()), function, "per_request must be >= 0 s",
         cost.per_request.in_base_units());
  require((cost.per_batch + cost.per_request).in_base_units() > 0, function,
         "per_batch or per_request must be > 0 s", 0);
}

constexpr void check_batch_size(const char* function, double size) {
  require(size >= 1 && is_amount(size), function, "size must be >= 1", size);
}

constexpr void check_batch_arrivals(const char* function, quantity<dim::request_rate> arrivals) {
  require(is_amount(arrivals.in_base_units()), function, "arrivals must be >= 0 req/s",
         arrivals.in_base_units());
}

}  // namespace detail

// Requests per second in batches of this size.
[[nodiscard]] constexpr quantity<dim::request_rate> batch_throughput(const batch_time& cost,
                                                                     double size) {
  detail::check_batch_time("batch_throughput", cost);
  detail::check_batch_size("batch_throughput", size);
  return size * units::requests / (cost.per_batch + cost.per_request * size);
}

struct smallest_batch {
  queue_state state = queue_state::stable;
  // Where every size is too small it is absent.
  std::optional<double> size{};
};

// The smallest whole batch whose throughput is no less than the arrivals.
[[nodiscard]] inline smallest_batch smallest_batch_for(const batch_time& cost,
                                                       quantity<dim::request_rate> arrivals) {
  detail::check_batch_time("smallest_batch_for", cost);
  detail::check_batch_arrivals("smallest_batch_for", arrivals);
  const double rate = arrivals.in_base_units();
  const double spare = 1 - rate * cost.per_request.in_base_units();
  const double in_setup = rate * cost.per_batch.in_base_units();
  // Nothing to pay per batch: then a batch of one is as good as any, up to a full server.
  if (spare < 0 || (spare == 0 && in_setup > 0)) return {queue_state::saturated, {}};
  const double size = in_setup > 0 ? in_setup / spare : 1;
  // The tolerance keeps a batch that fits exactly from becoming one more.
  return {queue_state::stable, std::fmax(1, std::ceil(size - 1e-9 * size))};
}

// How long a batch fills.
struct batch_fill {
  quantity<dim::time> mean{};   // over its requests
  quantity<dim::time> worst{};  // of its first
};

// The waits while a batch fills; arrivals must be more than none.
[[nodiscard]] constexpr batch_fill filling(double size, quantity<dim::request_rate> arrivals) {
  detail::check_batch_size("filling", size);
  detail::require(detail::is_positive(arrivals.in_base_units()),
                 "filling: arrivals must be > 0 req/s", arrivals.in_base_units());
  const auto worst = (size - 1) * units::requests / arrivals;
  return {worst / 2, worst};
}

// The share of time that the server is busy at these arrivals; saturated from 1 on.
struct batch_load {
  queue_state state = queue_state::stable;
  double utilization = 0;
  quantity<dim::request_rate> throughput{};
};

// How busy batches of this size make the server.
[[nodiscard]] constexpr batch_load load_of(const batch_time& cost, double size,
                                           quantity<dim::request_rate> arrivals) {
  detail::check_batch_arrivals("load_of", arrivals);
  const auto throughput = batch_throughput(cost, size);
  const double utilization = (arrivals / throughput).in_base_units();
  return {utilization < 1 ? queue_state::stable : queue_state::saturated, utilization, throughput};
}

// The lot size at which costs per batch and costs of waiting are least together, sqrt(2 K L / h):
// near it the total is flat, twice as much or half of it costs a quarter more.
//
//   K  cost of a batch, whatever its size       L  demand (items per time)
//   h  cost of an item that waits (per time)
struct lot {
  quantity<dim::money> per_batch{};
  quantity<dim::item / dim::time> demand{};
  quantity<dim::money / dim::item / dim::time> holding{};
};

// The lot of least cost. It need not be whole.
[[nodiscard]] inline quantity<dim::item> economic_lot(const lot& l) {
  detail::require(detail::is_amount(l.per_batch.in_base_units()),
                 "economic_lot: per_batch must be >= 0", l.per_batch.in_base_units());
  detail::require(detail::is_amount(l.demand.in_base_units()), "economic_lot: demand must be >= 0",
                 l.demand.in_base_units());
  detail::require(detail::is_positive(l.holding.in_base_units()),
                 "economic_lot: holding must be > 0", l.holding.in_base_units());
  return std::sqrt((2 * (l.per_batch * l.demand / l.holding)).in_base_units()) * units::items;
}

// What a lot of some size costs per time: K L / B + h B / 2.
[[nodiscard]] constexpr quantity<dim::money / dim::time> lot_cost(const lot& l,
                                                                  quantity<dim::item> size) {
  detail::require(detail::is_positive(size.in_base_units()), "lot_cost: size must be > 0",
                 size.in_base_units());
  detail::require(detail::is_amount(l.holding.in_base_units()), "lot_cost: holding must be >= 0",
                 l.holding.in_base_units());
  detail::require(detail::is_amount(l.per_batch.in_base_units()), "lot_cost: per_lot must be >= 0",
                 l.per_batch.in_base_units());
  return l.per_batch * l.demand / size + l.holding * size / 2;
}

}  // namespace ballpark
