// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <optional>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/units.hpp>

// Compound growth. A quantity that is x today is x (1 + g)^(t / year) at time t, for a growth g
// per year of 365 days; growth of nothing per year leaves it as it is, and a shrinking one has
// -1 < g < 0.
//
// Small growth goes through log1p and expm1, so that it keeps its digits. It is a trend and no
// forecast: nothing here saturates, and doubt about g is doubt about everything after years.
// Compound interest, which needs no source.
namespace ballpark {

// (1 + g)^t, with t in years.
inline double growth_factor(double per_year, double years) {
  return std::exp(std::log1p(per_year) * years);
}

// The integral of (1 + g)^s ds from `from` to `to`, in years: what a rate of one per year brings
// in between. Stable as g goes to zero, where it is `to - from`.
inline double growth_integral(double per_year, double from, double to) {
  const double k = std::log1p(per_year);
  const double span = k * (to - from);
  if (std::abs(span) < 1e-12) return std::exp(k * from) * (to - from);
  return std::exp(k * from) * std::expm1(span) / k;
}

namespace detail {
inline double yearly_growth(const char* function, quantity<dim::growth_rate> growth) {
  const double per_year = growth.in(100 * units::percent_per_year);
  require(per_year > -1 && is_amount(std::abs(per_year)), function,
         "growth must be above -100 % per year", per_year);
  return per_year;
}
}  // namespace detail

// What a quantity has become after some time.
template <dimension D>
[[nodiscard]] quantity<D> grown(const quantity<D>& now, quantity<dim::growth_rate> growth,
                                quantity<dim::time> after) {
  const double per_year = detail::yearly_growth("grown", growth);
  const double factor = growth_factor(per_year, after.in(units::years));
  detail::require(detail::is_amount(factor), "grown: after must be a time with a value",
                 after.in(units::years));
  return quantity<D>::from_base_units(now.in_base_units() * factor);
}

// What a rate that grows brings between two times, of which 0 is now: requests of a request rate,
// bytes of a bandwidth.
template <dimension D>
[[nodiscard]] quantity<D * dim::time> grown_total(const quantity<D>& rate_now,
                                                  quantity<dim::growth_rate> growth,
                                                  quantity<dim::time> from,
                                                  quantity<dim::time> to) {
  const double per_year = detail::yearly_growth("grown_total", growth);
  const double years = growth_integral(per_year, from.in(units::years), to.in(units::years));
  detail::require(detail::is_amount(std::abs(years)), "grown_total: to must be a time with a value",
                 to.in(units::years));
  return rate_now * (years * units::years);
}

// How long until it is this many times what it is, > 0; below 1 the time of a shrinking one.
// Absent where that never comes: for growth in the other direction, or none.
[[nodiscard]] inline std::optional<quantity<dim::time>> time_to_grow(
    quantity<dim::growth_rate> growth, double factor) {
  const double per_year = detail::yearly_growth("time_to_grow", growth);
  detail::require(detail::is_positive(factor), "time_to_grow: factor must be > 0", factor);
  if (factor == 1) return quantity<dim::time>{};
  if (per_year == 0 || (factor > 1) != (per_year > 0)) return std::nullopt;
  return std::log(factor) / std::log1p(per_year) * units::years;
}

// The growth that makes it this many times what it is within a time: the inverse.
[[nodiscard]] inline quantity<dim::growth_rate> growth_of(double factor,
                                                          quantity<dim::time> within) {
  detail::require(detail::is_positive(factor), "growth_of: factor must be > 0", factor);
  detail::require(detail::is_positive(within.in_base_units()), "growth_of: within must be > 0 s",
                 within.in_base_units());
  return std::expm1(std::log(factor) / within.in(units::years)) * 100 * units::percent_per_year;
}

}  // namespace ballpark
