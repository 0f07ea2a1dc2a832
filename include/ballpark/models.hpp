// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/models/amdahl.hpp>
#include <ballpark/models/approximate_mva.hpp>
#include <ballpark/models/closed_network.hpp>
#include <ballpark/models/erlang.hpp>
#include <ballpark/models/growth.hpp>
#include <ballpark/models/latency.hpp>
#include <ballpark/models/load_balancing.hpp>
#include <ballpark/models/mva.hpp>
#include <ballpark/models/mva_multiclass.hpp>
#include <ballpark/models/open_network.hpp>
#include <ballpark/models/queue_wait.hpp>
#include <ballpark/models/request_mix.hpp>
#include <ballpark/models/server_throughput.hpp>
#include <ballpark/models/usl.hpp>
#include <ballpark/models/usl_fit.hpp>
