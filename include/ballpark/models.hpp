// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/models/bounds.hpp>
#include <ballpark/models/engset.hpp>
#include <ballpark/models/erlang.hpp>
#include <ballpark/models/forced_flow.hpp>
#include <ballpark/models/fork_join.hpp>
#include <ballpark/models/gg1.hpp>
#include <ballpark/models/ggc.hpp>
#include <ballpark/models/gim1.hpp>
#include <ballpark/models/growth.hpp>
#include <ballpark/models/hyperexponential.hpp>
#include <ballpark/models/latency.hpp>
#include <ballpark/models/littles_law.hpp>
#include <ballpark/models/mdc.hpp>
#include <ballpark/models/mg1.hpp>
#include <ballpark/models/mg1_priority.hpp>
#include <ballpark/models/mg1_ps.hpp>
#include <ballpark/models/mm1.hpp>
#include <ballpark/models/mmc.hpp>
#include <ballpark/models/mmc_servers.hpp>
#include <ballpark/models/mmck.hpp>
#include <ballpark/models/queue_means.hpp>
#include <ballpark/models/queue_state.hpp>
#include <ballpark/models/queue_wait.hpp>
#include <ballpark/models/staffing.hpp>
#include <ballpark/models/utilization_law.hpp>
