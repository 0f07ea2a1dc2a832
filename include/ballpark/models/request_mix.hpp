// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/quantity.hpp>

// The throughput of a server under a mix of request classes, from what it does of each alone.
//
//   share  of all requests that are of the class, > 0; they sum to 1
//   alone  throughput if all requests were of the class (req/s), > 0
//
// Rates do not average. A request of a class occupies its resource for 1 / alone, so the mean
// occupation is the sum of share / alone, and what is averaged are times, not rates: the harmonic
// mean. Where each class has a resource of its own, which the others leave idle, the throughput is
// that at which the first of them is full: the bottleneck law.
//
// Source: P. J. Denning, J. P. Buzen, "The Operational Analysis of Queueing Network Models", 1978.
namespace ballpark {

struct request_share {
  double share = 0;
  quantity<dim::request_rate> alone{};
};

namespace detail {

inline void check_mix(const char* function, const std::vector<request_share>& mix) {
  double sum = 0;
  for (const request_share& r : mix) {
    require(r.share > 0 && r.share <= 1, function, "share must be > 0 and <= 1", r.share);
    require(is_positive(r.alone.in_base_units()), function, "alone must be > 0 req/s",
           r.alone.in_base_units());
    sum += r.share;
  }
  require(sum > 1 - 1e-9 && sum < 1 + 1e-9, function, "shares must sum to 1", sum);
}

}  // namespace detail

// All classes use the same resource, one after the other.
[[nodiscard]] inline quantity<dim::request_rate> throughput_on_one_resource(
    const std::vector<request_share>& mix) {
  detail::check_mix("throughput_on_one_resource", mix);
  double seconds = 0;
  for (const request_share& r : mix) seconds += r.share / r.alone.in_base_units();
  return quantity<dim::request_rate>::from_base_units(1 / seconds);
}

// Each class uses a resource that no other needs.
[[nodiscard]] inline quantity<dim::request_rate> throughput_on_own_resources(
    const std::vector<request_share>& mix) {
  detail::check_mix("throughput_on_own_resources", mix);
  quantity<dim::request_rate> least = mix[0].alone / mix[0].share;
  for (const request_share& r : mix) {
    if (r.alone / r.share < least) least = r.alone / r.share;
  }
  return least;
}

}  // namespace ballpark
