// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <optional>
#include <span>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/growth.hpp>
#include <ballpark/units.hpp>

// What a system costs over a time: machines by the hour, data by the month, traffic by the byte and
// calls by the request.
//
// A month is a twelfth of 365 days, 730 hours, which is what clouds bill. Prices are inputs, and
// what they leave out (minima, rounding up to an hour, discounts, taxes) is not in the result.
// Growth is that of growth.hpp, compound and smooth. Sums of products, which need no source.
namespace ballpark {

namespace dim {
inline constexpr dimension node_price = money / node / time;
inline constexpr dimension storage_price = money / data / time;
inline constexpr dimension data_price = money / data;
inline constexpr dimension request_price = money / request;
}  // namespace dim

namespace detail {
template <dimension D>
constexpr double amount_of(const char* function, const char* rule, const quantity<D>& q) {
  require(is_amount(q.in_base_units()), function, rule, q.in_base_units());
  return q.in_base_units();
}
}  // namespace detail

// Machines that run all the time.
[[nodiscard]] constexpr quantity<dim::money> cost_of_nodes(quantity<dim::node> nodes,
                                                           quantity<dim::node_price> price,
                                                           quantity<dim::time> time) {
  detail::amount_of("cost_of_nodes", "nodes must be >= 0", nodes);
  detail::amount_of("cost_of_nodes", "price must be >= 0", price);
  detail::amount_of("cost_of_nodes", "time must be >= 0 s", time);
  return nodes * price * time;
}

// Calls that are billed one by one, at a mean rate.
[[nodiscard]] constexpr quantity<dim::money> cost_of_requests(quantity<dim::request_rate> rate,
                                                              quantity<dim::request_price> price,
                                                              quantity<dim::time> time) {
  detail::amount_of("cost_of_requests", "rate must be >= 0 req/s", rate);
  detail::amount_of("cost_of_requests", "price must be >= 0", price);
  detail::amount_of("cost_of_requests", "time must be >= 0 s", time);
  return rate * price * time;
}

// Data that is kept: what is there now, and what comes in, all of it for ever.
struct stored_data {
  quantity<dim::data> now{};
  quantity<dim::bandwidth> added{};     // the rate at which it comes in now
  quantity<dim::growth_rate> growth{};  // of that rate
  double copies = 1;                    // replicas, and other overhead
};

struct storage_bill {
  quantity<dim::money> total{};
  quantity<dim::data> at_end{};  // with all its copies
  quantity<dim::data> mean{};    // over the time
};

namespace detail {

// (exp(x) - 1 - x) / x^2: by its series where the difference would cancel.
inline double second_remainder(double x) {
  if (std::abs(x) > 0.5) return (std::expm1(x) - x) / (x * x);
  double sum = 0;
  for (int n = 18; n >= 2; --n) sum = (1 + x * sum) / n;
  return sum;
}

}  // namespace detail

// The price times the integral over the time of what is stored.
[[nodiscard]] inline storage_bill cost_of_storage(const stored_data& d,
                                                  quantity<dim::storage_price> price,
                                                  quantity<dim::time> time) {
  constexpr auto name = "cost_of_storage";
  detail::amount_of(name, "now must be >= 0 B", d.now);
  detail::amount_of(name, "added must be >= 0 B/s", d.added);
  detail::amount_of(name, "price must be >= 0", price);
  detail::require(detail::is_positive(time.in_base_units()), name, "time must be > 0 s",
                 time.in_base_units());
  detail::require(detail::is_amount(d.copies), name, "copies must be >= 0", d.copies);
  const double span = std::log1p(detail::yearly_growth(name, d.growth)) * time.in(units::years);
  const auto mean = (d.now + d.added * time * detail::second_remainder(span)) * d.copies;
  const auto at_end = (d.now + grown_total(d.added, d.growth, {}, time)) * d.copies;
  return {mean * time * price, at_end, mean};
}

// Traffic that is billed in tiers, as egress is: each byte at the price of the tier that it falls
// into, in the order of the tiers.
struct price_tier {
  // Where the tier ends, counted from the first byte; absent for the last tier, which has no end.
  std::optional<quantity<dim::data>> up_to{};
  quantity<dim::data_price> price{};
};

struct tiered_bill {
  quantity<dim::money> total{};
  quantity<dim::data_price> marginal{};  // of the next byte
};

namespace detail {
constexpr void check_tiers(const char* function, std::span<const price_tier> tiers) {
  require(!tiers.empty() && !tiers.back().up_to, function,
         "tiers must be at least 1, the last without an end", static_cast<double>(tiers.size()));
  quantity<dim::data> begin{};
  for (const price_tier& tier : tiers) {
    amount_of(function, "price must be >= 0", tier.price);
    if (&tier == &tiers.back()) break;
    require(tier.up_to && *tier.up_to > begin, function, "tiers must each end after the one before",
           begin.in_base_units());
    begin = *tier.up_to;
  }
}
}  // namespace detail

// The last tier has no end, and each other one ends after the one before it.
[[nodiscard]] constexpr tiered_bill cost_of_traffic(quantity<dim::data> traffic,
                                                    std::span<const price_tier> tiers) {
  detail::amount_of("cost_of_traffic", "traffic must be >= 0 B", traffic);
  detail::check_tiers("cost_of_traffic", tiers);
  tiered_bill bill;
  quantity<dim::data> begin{};
  for (const price_tier& tier : tiers) {
    bill.marginal = tier.price;
    if (!tier.up_to || traffic < *tier.up_to) {
      bill.total += (traffic - begin) * tier.price;
      break;
    }
    bill.total += (*tier.up_to - begin) * tier.price;
    begin = *tier.up_to;
  }
  return bill;
}

}  // namespace ballpark
