// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "diagnostic/diagnostic.hpp"
#include "scenario/values.hpp"

namespace ballpark {

// One step of a path, resolved: names are indices, numbers are values. Modifiers wrap what the
// step does, from the inside out: what is done, `x` times (`serial`, `batch`, `need`), hedged, cut
// by a timeout and retried, `when`.
struct path_step {
  enum class form {
    call,      // of `op` at `component`
    sequence,  // children, one after the other
    parallel,  // children at once; the slowest counts
    attempt,   // `try`: children in order, each gets what the ones before it missed
    one_of,    // one child, by `weights`
    async,     // children, off the latency path
  };

  form is = form::call;
  std::uint32_t component = 0;
  std::uint32_t op = 0;
  std::vector<path_step> children;
  std::vector<value_id> weights;

  value_id times = no_value;
  value_id batch = no_value;
  value_id need = no_value;  // a count: the need-th of `times` ends the wait
  bool serial = false;

  value_id far = no_value;  // the share of the calls that goes to another region

  value_id when = no_value;
  value_id hit = no_value;  // in a `try`: the share that this step answers; else the component's
  bool required = false;    // in a `try`: cannot be walked around when it is down

  // A write that a cache has answered and holds back for a while.
  std::optional<std::uint32_t> flushed_by;

  value_id hedge_after = no_value;       // a delay ...
  value_id hedge_percentile = no_value;  // ... or the percentile at which the second call starts
  value_id timeout = no_value;
  value_id retries = no_value;

  place where;

  // Whether it is more than what its form says: several times, sometimes, hedged, cut, repeated.
  [[nodiscard]] bool is_modified() const {
    return times != no_value || when != no_value || hedge_after != no_value ||
           hedge_percentile != no_value || timeout != no_value || retries != no_value;
  }
};

}  // namespace ballpark
