// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/models/availability.hpp>
#include <ballpark/models/backlog.hpp>
#include <ballpark/models/batching.hpp>
#include <ballpark/models/burst.hpp>
#include <ballpark/models/cost.hpp>
#include <ballpark/models/daily_curve.hpp>
#include <ballpark/models/erlang.hpp>
#include <ballpark/models/failover.hpp>
#include <ballpark/models/fan_out.hpp>
#include <ballpark/models/growth.hpp>
#include <ballpark/models/hedging.hpp>
#include <ballpark/models/latency.hpp>
#include <ballpark/models/mttf.hpp>
#include <ballpark/models/queue_state.hpp>
#include <ballpark/models/queue_wait.hpp>
#include <ballpark/models/retries.hpp>
#include <ballpark/models/retry_feedback.hpp>
#include <ballpark/models/token_bucket.hpp>
#include <ballpark/models/traffic.hpp>
#include <ballpark/models/zone_quorum.hpp>
