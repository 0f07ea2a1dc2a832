// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/kinds/all.hpp>
#include <ballpark/kinds/machine.hpp>
#include <ballpark/kinds/sizing.hpp>
#include <ballpark/kinds/tier.hpp>
