// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace ballpark {

// `2026-11-23`, a day that there is; nothing else.
[[nodiscard]] std::optional<std::chrono::sys_days> parse_day(std::string_view text);

// The day so many seconds after the beginning of another one; empty where that is never.
[[nodiscard]] std::string day_after(std::chrono::sys_days from, double seconds);

}  // namespace ballpark
