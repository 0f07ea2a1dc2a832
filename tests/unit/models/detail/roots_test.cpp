// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>

#include <limits>
#include <stdexcept>

#include <ballpark/models/detail/roots.hpp>

namespace ballpark::testing {
namespace {

TEST(RootBetween, FindsTheLastBits) {
  EXPECT_DOUBLE_EQ(detail::root_between(0, 2, [](double x) { return x * x - 2; }), std::sqrt(2.0));
  EXPECT_DOUBLE_EQ(detail::root_between(9, 0, [](double x) { return std::exp(-x) - 0.25; }),
                   std::log(4.0));
  EXPECT_NEAR(detail::root_between(-1, 3, [](double x) { return x * x * x; }), 0, 1e-80);
}

TEST(RootBetween, TakesFewStepsWhereTheFunctionIsFlat) {
  // A tenfold root is as flat as it gets; bisection alone would take a thousand steps from 0.
  int calls = 0;
  const double root = detail::root_between(0, 5, [&](double x) {
    ++calls;
    return std::pow(x - 1, 9);
  });
  EXPECT_NEAR(root, 1, 1e-15);
  EXPECT_LT(calls, 150);
}

TEST(RootBetween, AcceptsARootAtAnEndAndInfiniteValues) {
  EXPECT_EQ(detail::root_between(0, 1, [](double x) { return x; }), 0);
  EXPECT_DOUBLE_EQ(detail::root_between(0, 8, [](double x) { return std::log(x) - 1; }),
                   std::exp(1.0));
}

TEST(SmallestWhole, IsFoundFromAnyGuess) {
  for (const double answer : {0.0, 1.0, 17.0, 1e6, 1e12}) {
    for (const double guess : {-5.0, 0.0, 16.5, 1e6 - 3, 4e9}) {
      int calls = 0;
      const double found = detail::smallest_whole(0, guess, [&](double n) {
        ++calls;
        return n >= answer;
      });
      EXPECT_EQ(found, answer) << guess;
      EXPECT_LT(calls, 130);
    }
  }
}

TEST(SmallestWhole, CloseToTheGuessIsCheap) {
  int calls = 0;
  detail::smallest_whole(0, 1e6 + 2, [&](double n) {
    ++calls;
    return n >= 1e6;
  });
  EXPECT_LE(calls, 6);
}

TEST(SmallestWhole, EndsWhereDoublesAreFurtherApartThanWholeNumbers) {
  for (const double answer : {9007199254740994.0, 1e17, 1e300}) {
    for (const double guess : {0.0, answer, answer * 1.5}) {
      EXPECT_EQ(detail::smallest_whole(0, guess, [&](double n) { return n >= answer; }), answer)
          << guess;
    }
  }
}

TEST(SmallestWhole, RefusesWhatNoNumberMeets) {
  const double infinite = std::numeric_limits<double>::infinity();
  EXPECT_THROW(detail::smallest_whole(0, 5, [](double) { return false; }), std::domain_error);
  EXPECT_THROW(detail::smallest_whole(0, infinite, [](double) { return true; }), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
