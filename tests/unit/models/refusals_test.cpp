// SPDX-License-Identifier: MIT
#include <functional>
#include <limits>
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/availability.hpp>
#include <ballpark/models/batching.hpp>
#include <ballpark/models/btree.hpp>
#include <ballpark/models/histogram.hpp>
#include <ballpark/models/id_space.hpp>
#include <ballpark/models/key_locks.hpp>
#include <ballpark/models/replication.hpp>

// Arguments for which a formula has a number that means nothing, or none that ends.
namespace ballpark::testing {
namespace {

using namespace ballpark::literals;

std::string refusal(const std::function<void()>& call) {
  try {
    call();
  } catch (const std::domain_error& e) {
    return e.what();
  }
  return "";
}

constexpr double infinite = std::numeric_limits<double>::infinity();

TEST(Refusals, NegativeAmountsAreNoArguments) {
  EXPECT_EQ(refusal([] { (void)next_collides(-5 * units::items, 100); }),
            "next_collides: taken must be >= 0, not -5");
  EXPECT_EQ(refusal([] { (void)expected_colliding_pairs(-5 * units::items, 100); }),
            "expected_colliding_pairs: taken must be >= 0, not -5");
  EXPECT_EQ(refusal([] { (void)availability::of_down(0.1).downtime(-1_s); }),
            "downtime: within must be >= 0 s, not -1");
  EXPECT_EQ(refusal([] {
              (void)hottest_key_utilization(
                  {.calls = -4 * units::requests / units::seconds, .held = 5_ms},
                  100 * units::items);
            }),
            "hottest_key_utilization: rate must be >= 0 per second, not -4");
  EXPECT_EQ(refusal([] { (void)lag_of({.written = -2 * units::bytes}); }),
            "lag_of: written must be >= 0 bytes, not -2");
}

TEST(Refusals, HalfAPairOfIdentifiersDoesNotCollide) {
  EXPECT_EQ(expected_colliding_pairs(0.5 * units::items, 100), 0);
}

TEST(Refusals, WhatHasNoEndIsNoSize) {
  EXPECT_EQ(refusal([] {
              (void)size_of(btree{.items = infinite * units::items,
                                  .entry = 100 * units::bytes});
            }),
            "btree: items must be >= 1 and finite, not inf");
  EXPECT_EQ(refusal([] {
              (void)size_of(
                  log_linear_histogram{.resolution = 1_s, .longest = infinite * units::seconds});
            }),
            "log_linear_histogram: longest must be at least twice the resolution, and finite, "
            "not inf");
}

}  // namespace
}  // namespace ballpark::testing
