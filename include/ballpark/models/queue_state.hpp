// SPDX-License-Identifier: MIT
#pragma once

namespace ballpark {

// Whether what serves keeps up with what arrives. A saturated queue grows without bound, so waits,
// lengths and drain times do not exist for it: where a result says `saturated` they are absent.
enum class queue_state { stable, saturated };

}  // namespace ballpark
