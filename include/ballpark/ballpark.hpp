// SPDX-License-Identifier: MIT
#pragma once

// Quantities, units and literals. Models, kinds and uncertainty are headers of their own, so that
// this one stays cheap to include.
#include <ballpark/dimension.hpp>
#include <ballpark/literals.hpp>
#include <ballpark/quantity.hpp>
#include <ballpark/units.hpp>
#include <ballpark/version.hpp>
