// SPDX-License-Identifier: MIT
#pragma once

namespace ballpark {

// Whether a queue settles. Where work arrives at least as fast as it can be done, the queue grows
// for ever, so it has no mean wait and no percentiles: a saturated result lacks them.
enum class queue_state { stable, saturated };

}  // namespace ballpark
