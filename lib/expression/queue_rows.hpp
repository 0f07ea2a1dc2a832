// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <type_traits>
#include <vector>

#include <ballpark/models/ggc_tail.hpp>
#include <ballpark/models/queue_means.hpp>
#include "expression/queue_parameters.hpp"
#include "expression/remarks.hpp"

// The rows that all open queues have in common.
namespace ballpark::model_table {

// The `queue_means` of a model, under its name; `at` says of what queue. Those of an approximation
// come with its error.
template <typename Means>
std::vector<function> means_of(const std::string& name, const std::string& at,
                               const parameters& takes, Means) {
  std::vector<function> all = {
      model(kept(name + "_wait"), dim::time, kept("mean wait at " + at), takes,
            [](const double* a) { return Means{}(a).wait; }),
      model(kept(name + "_response"), dim::time, kept("mean response at " + at), takes,
            [](const double* a) { return Means{}(a).response; }),
      model(kept(name + "_queued"), dim::request, kept("mean number waiting at " + at), takes,
            [](const double* a) { return Means{}(a).queued; }),
      model(kept(name + "_inside"), dim::request, kept("mean number waiting or served at " + at),
            takes, [](const double* a) { return Means{}(a).inside; }),
  };
  if constexpr (std::is_base_of_v<estimated_means, std::invoke_result_t<Means, const double*>>) {
    for (function& f : all) {
      f = noted(f, [](const double* a) { return error_of_wait(Means{}(a).relative_error); });
    }
  }
  all.push_back(model(kept(name + "_utilization"), dim::ratio,
                      kept("how busy each server is at " + at), takes,
                      [](const double* a) { return Means{}(a).utilization; }));
  return all;
}

// A percentile is a time, or one with the error that it may have.
template <typename Time>
const Time& time_of(const Time& exact) {
  return exact;
}
inline const std::optional<quantity<dim::time>>& time_of(const ggc_percentile& estimate) {
  return estimate.time;
}

// The tails of wait and response of a model whose queue takes `Count` arguments.
template <std::size_t Count, typename Queue>
std::vector<function> tails_of(const std::string& name, const std::string& at,
                               const parameters& takes, Queue) {
  return {
      model(kept(name + "_wait_percentile"), dim::time, kept("a percentile of the wait at " + at),
            with(takes, share),
            [](const double* a) { return time_of(wait_percentile(Queue{}(a), a[Count])); }),
      model(kept(name + "_response_percentile"), dim::time,
            kept("a percentile of the response at " + at), with(takes, share),
            [](const double* a) { return time_of(response_percentile(Queue{}(a), a[Count])); }),
      model(kept(name + "_wait_exceeds"), dim::ratio, kept("the share that waits longer at " + at),
            with(takes, longer),
            [](const double* a) { return wait_exceeds(Queue{}(a), time(a[Count])); }),
      model(kept(name + "_response_exceeds"), dim::ratio,
            kept("the share that takes longer at " + at), with(takes, longer),
            [](const double* a) { return response_exceeds(Queue{}(a), time(a[Count])); }),
  };
}

// The same of a model whose tails are those that two moments suggest.
template <std::size_t Count, typename Queue>
std::vector<function> estimated_tails_of(const std::string& name, const std::string& at,
                                         const parameters& takes, Queue queue) {
  std::vector<function> all = tails_of<Count>(name, at, takes, queue);
  all[0] = noted(all[0], [](const double* a) {
    return error_of("the wait", wait_percentile(Queue{}(a), a[Count]).relative_error);
  });
  all[1] = noted(all[1], [](const double* a) {
    return error_of("the response", response_percentile(Queue{}(a), a[Count]).relative_error);
  });
  for (const std::size_t share_of : {2u, 3u}) {
    all[share_of] = noted(all[share_of], [](const double* a) {
      const ggc_percentile median = wait_percentile(Queue{}(a), 0.5);
      return median.relative_error == 0.0 ? std::string()
                                          : "two moments of a time do not determine such a share";
    });
  }
  return all;
}

}  // namespace ballpark::model_table
