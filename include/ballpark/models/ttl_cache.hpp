// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ballpark/models/cache_hits.hpp>
#include <ballpark/models/che.hpp>
#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/popularity.hpp>

// A cache whose entries expire after a fixed time, and that is large enough to hold all of them.
//
//   lambda   requests for one key, per time
//   T        time to live
//
//   a hit starts the time again   hit = 1 - exp(-lambda T)
//   it does not                   hit = lambda T / (1 + lambda T)
//
// The second is the usual one: DNS, HTTP max-age, `SET key value EX 60`; each entry then serves
// lambda T hits for the one miss that brought it in. The same numbers are the shares of time that
// the key is in the cache, which gives the memory.
//
// Holds exactly for Poisson requests, by key. Expired entries are taken to leave at once; where
// they stay until they are touched, the memory is more. If the cache is too small for what this
// says, eviction comes before expiry and che.hpp is the model.
//
// Source: J. Jung, A. Berger, H. Balakrishnan, "Modeling TTL-based Internet Caches", 2003;
// N. C. Fofack, P. Nain, G. Neglia, D. Towsley, "Analysis of TTL-based Cache Networks", 2012.
namespace ballpark {

enum class ttl_renewal { never, on_hit };

namespace detail {
inline stay stay_under(ttl_renewal renewal) {
  return renewal == ttl_renewal::on_hit ? stay::after_last_request : stay::after_entry;
}
}  // namespace detail

// Of one key that is asked for at this rate.
[[nodiscard]] inline double ttl_hit_ratio(quantity<dim::request_rate> requests,
                                          quantity<dim::time> ttl,
                                          ttl_renewal renewal = ttl_renewal::never) {
  detail::require(requests.in_base_units() >= 0, "ttl_hit_ratio: requests must be >= 0 per second",
                 requests.in_base_units());
  detail::require(ttl.in_base_units() >= 0, "ttl_hit_ratio: ttl must be >= 0 s",
                 ttl.in_base_units());
  return detail::held((requests * ttl).in(units::requests), detail::stay_under(renewal)).value;
}

// The time to live at which one key reaches this hit ratio.
[[nodiscard]] inline quantity<dim::time> ttl_for(quantity<dim::request_rate> requests,
                                                 double hit_ratio,
                                                 ttl_renewal renewal = ttl_renewal::never) {
  detail::require(requests.in_base_units() > 0, "ttl_for: requests must be > 0 per second",
                 requests.in_base_units());
  detail::require(hit_ratio >= 0 && hit_ratio < 1, "ttl_for: hit_ratio must be in 0 .. 1, below 1",
                 hit_ratio);
  const double in_one_life =
      renewal == ttl_renewal::on_hit ? -std::log1p(-hit_ratio) : hit_ratio / (1 - hit_ratio);
  return in_one_life * units::requests / requests;
}

// Of all keys together, with the entries and the memory that are live on average.
[[nodiscard]] inline cache_hits ttl_cache_hits(const popularity& all,
                                               quantity<dim::request_rate> requests,
                                               quantity<dim::time> ttl,
                                               ttl_renewal renewal = ttl_renewal::never) {
  detail::require_popularity(all);
  detail::require(requests.in_base_units() >= 0, "ttl_cache_hits: requests must be >= 0 per second",
                 requests.in_base_units());
  detail::require(ttl.in_base_units() >= 0, "ttl_cache_hits: ttl must be >= 0 s",
                 ttl.in_base_units());
  const double time =
      (requests * ttl).in(units::requests) / detail::sum_of_all(all, detail::as_requests{});
  return detail::hits_within(all, time, detail::stay_under(renewal));
}

}  // namespace ballpark
