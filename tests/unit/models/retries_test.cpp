// SPDX-License-Identifier: MIT
#include <cmath>

#include <ballpark/models/retries.hpp>
#include "unit/models/reference_cases.hpp"

namespace ballpark::testing {
namespace {

static_assert(attempts(0.5, 2) == 1.75);
static_assert(failure_after(0.5, 2) == 0.125);
static_assert(attempts_through_layers(1, 3, 3) == 64);

TEST(Retries, AgreeWithTheReferenceCases) {
  for (const auto& c : reference_cases("retry", 3)) {
    const auto& in = c["inputs"];
    const double f = in["f"];
    const int retries = in.value("retries", 3);
    if (in.contains("budget")) {
      expect_as_in(c, "attempts", attempts_within_budget(f, retries, in["budget"]));
    } else if (in.contains("layers")) {
      expect_as_in(c, "attempts", attempts_through_layers(f, retries, in["layers"]));
    } else {
      expect_as_in(c, "attempts", attempts(f, retries));
      expect_as_in(c, "failure", failure_after(f, retries));
    }
  }
}

TEST(Retries, AreTheGeometricSeries) {
  for (const double f : {0.0, 1e-9, 0.3, 0.999}) {
    for (const int r : {0, 1, 5, 40}) {
      EXPECT_NEAR(attempts(f, r), (1 - std::pow(f, r + 1)) / (1 - f), 1e-11) << f << " " << r;
    }
  }
}

TEST(Retries, OfWhatAlwaysFailsAreAllMade) { EXPECT_EQ(attempts(1, 4), 5); }

TEST(Retries, ServeExactlyWhatDoesNotFailInTheEnd) {
  // Each try succeeds with 1 - f, so tries * (1 - f) = 1 - f^(r+1).
  EXPECT_NEAR(attempts(0.7, 3) * 0.3, 1 - failure_after(0.7, 3), 1e-15);
}

TEST(Retries, OfUpperLayersSeeOnlyWhatLowerOnesCouldNotMend) {
  // f = 0.5, one retry: 1.5 tries, a quarter fails; the layer above makes 1.25 calls.
  EXPECT_DOUBLE_EQ(attempts_through_layers(0.5, 1, 2), 1.5 * 1.25);
  EXPECT_EQ(attempts_through_layers(0.5, 1, 1), attempts(0.5, 1));
}

TEST(Retries, ABudgetCutsOnlyWhatExceedsIt) {
  EXPECT_EQ(attempts_within_budget(0.01, 3, 0.1), attempts(0.01, 3));
  EXPECT_EQ(attempts_within_budget(0.9, 3, 0), 1);
}

TEST(Retries, RefuseWhatIsNoShareOrNoCount) {
  EXPECT_THROW((void)attempts(1.1, 3), std::domain_error);
  EXPECT_THROW((void)attempts(0.1, -1), std::domain_error);
  EXPECT_THROW((void)failure_after(std::nan(""), 1), std::domain_error);
  EXPECT_THROW((void)attempts_through_layers(0.1, 1, 0), std::domain_error);
  EXPECT_THROW((void)attempts_within_budget(0.1, 1, -0.1), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
