// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/units.hpp>

namespace ballpark {

// A burst: for some time the rate is a multiple of what it is otherwise.
//
//   base    rate without the burst (req/s)
//   factor  rate during the burst over `base`, >= 1
//   length  how long it lasts (s)
//
// The rates are means over the burst; what happens within a second is a matter of queues. The
// arithmetic is exact and needs no source. What a burst does to a server that is too small:
// backlog.hpp.
struct burst {
  quantity<dim::request_rate> base{};
  double factor = 1;
  quantity<dim::time> length{};
};

struct burst_load {
  quantity<dim::request_rate> peak{};
  quantity<dim::request> extra{};  // beyond what `base` would have brought
  quantity<dim::request> total{};  // within the burst
};

namespace detail {
constexpr void check_burst(const char* function, const burst& b) {
  require(is_amount(b.base.in_base_units()), function, "base must be >= 0 req/s",
         b.base.in_base_units());
  require(b.factor >= 1 && is_amount(b.factor), function, "factor must be >= 1", b.factor);
  require(is_amount(b.length.in_base_units()), function, "length must be >= 0 s",
         b.length.in_base_units());
}
}  // namespace detail

// What the burst brings.
[[nodiscard]] constexpr burst_load load_of(const burst& b) {
  detail::check_burst("load_of", b);
  const auto peak = b.base * b.factor;
  return {peak, (b.factor - 1) * b.base * b.length, peak * b.length};
}

// The mean rate where such a burst begins every `period`, which is no shorter than the burst.
[[nodiscard]] constexpr quantity<dim::request_rate> mean_rate(const burst& b,
                                                              quantity<dim::time> period) {
  detail::check_burst("mean_rate", b);
  detail::require(detail::is_positive(period.in_base_units()) && period >= b.length,
                 "mean_rate: period must be > 0 s and no shorter than the burst",
                 period.in_base_units());
  return b.base * (1 + (b.factor - 1) * (b.length / period).in_base_units());
}

}  // namespace ballpark
