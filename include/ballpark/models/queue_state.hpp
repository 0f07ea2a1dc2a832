// SPDX-License-Identifier: MIT
#pragma once

// What a model says about its own answer.
namespace ballpark {

// Whether a queue settles. Where work arrives at least as fast as it can be done, the queue grows
// for ever, so it has no mean wait and no percentiles: a saturated result lacks them.
enum class queue_state { stable, saturated };

// How far an approximate answer can be trusted. Each model names its limits.
//
//   exact         the formula is exact for these arguments
//   tested        the error is below the bound that the model states
//   extrapolated  outside the range in which that bound was held against exact or simulated values
enum class validity { exact, tested, extrapolated };

}  // namespace ballpark
