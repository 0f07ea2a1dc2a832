// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/models/erlang.hpp>
#include <ballpark/models/growth.hpp>
#include <ballpark/models/latency.hpp>
#include <ballpark/models/queue_wait.hpp>
