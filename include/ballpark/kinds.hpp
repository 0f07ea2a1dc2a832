// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/kinds/cache.hpp>
#include <ballpark/kinds/cdn.hpp>
#include <ballpark/kinds/dns.hpp>
#include <ballpark/kinds/external.hpp>
#include <ballpark/kinds/load_balancer.hpp>
#include <ballpark/kinds/machine.hpp>
#include <ballpark/kinds/nosql.hpp>
#include <ballpark/kinds/object_store.hpp>
#include <ballpark/kinds/queue.hpp>
#include <ballpark/kinds/service.hpp>
#include <ballpark/kinds/sizing.hpp>
#include <ballpark/kinds/sql.hpp>
#include <ballpark/kinds/tier.hpp>
