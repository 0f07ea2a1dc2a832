// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include <ballpark/models/id_space.hpp>
#include "reference_cases.hpp"

namespace ballpark::testing {
namespace {

using units::items;

static_assert(draws_per_insert(50 * items, 100) == 2);
static_assert(expected_colliding_pairs(5 * items, 10) == 1);

// The topic has four kinds of results; a case has some of them.
int held_against(const nlohmann::json& c) {
  const auto& in = c["inputs"];
  const auto& out = c["expect"];
  int held = 0;
  const auto hold = [&](const char* name, auto model) {
    if (!out.contains(name) || !out[name].is_number()) return;
    expect_as_in(c, name, model());
    ++held;
  };
  const double space = in.value("H", 0.0);
  if (in.contains("n") && in["n"].is_number()) {
    const auto n = in["n"].get<double>() * items;
    hold("P", [&] { return collision_probability(n, space); });
    hold("P_any", [&] { return collision_probability(n, space); });
    hold("expected_pairs", [&] { return expected_colliding_pairs(n, space); });
    hold("next_id_collides", [&] { return next_collides(n, space); });
  }
  hold("n", [&] { return ids_for_collision(in["P"], space).in(items); });
  if (!out.contains("length")) return held;
  for (std::size_t i = 0; i < out["length"].size(); ++i, ++held) {
    expect_as_in(c, id_length_for(in["n"][i].get<double>() * items, in["P"]), out["length"][i]);
  }
  return held;
}

TEST(IdSpace, AgreesWithTheReferenceValues) {
  const reference_cases cases("birthday", 6);
  int held = 0;
  for (const auto& c : cases) {
    const int here = held_against(c);
    EXPECT_GT(here, 0) << c["id"];
    held += here;
  }
  EXPECT_EQ(held, 13);
}

TEST(IdSpace, OfTheShortenersIsTheOneThatTheyQuote) {
  EXPECT_EQ(size_of({62, 7}), 3521614606208);  // 62^7, "3.5 trillion"
}

double multiplied(int n, int space) {
  double different = 1;
  for (int i = 1; i < n; ++i) different *= 1 - static_cast<double>(i) / space;
  return 1 - different;
}

TEST(IdSpace, CollisionsAgreeWithTheProductUpToAFullSpace) {
  for (const int space : {64, 100, 365, 5000}) {
    for (const int n : {2, 10, 63, 64, 65, space - 65, space - 1, space}) {
      if (n < 2 || n > space) continue;
      EXPECT_NEAR(collision_probability(n * items, space), multiplied(n, space), 1e-10)
          << n << " of " << space;
    }
  }
}

TEST(IdSpace, TheSumAndTheIntegralMeet) {
  // 63 and 64 identifiers are on different sides; the step must be that of the 64th alone.
  const double space = 1e7;
  const double none_before = std::log1p(-collision_probability(63 * items, space));
  const double none = std::log1p(-collision_probability(64 * items, space));
  EXPECT_NEAR((none - none_before) / std::log1p(-63 / space), 1, 1e-8);
}

TEST(IdSpace, SmallProbabilitiesKeepTheirDigits) {
  EXPECT_NEAR(collision_probability(2 * items, 1e18) / 1e-18, 1, 1e-14);
  EXPECT_NEAR(collision_probability(1e6 * items, 1e30) / (1e6 * (1e6 - 1) / 2e30), 1, 1e-12);
}

TEST(IdSpace, MoreIdentifiersThanThereAreMustCollide) {
  EXPECT_EQ(collision_probability(101 * items, 100), 1);
  EXPECT_EQ(next_collides(100 * items, 100), 1);
  EXPECT_EQ(collision_probability(1 * items, 100), 0);
}

TEST(IdSpace, TwentyThreePeopleShareABirthday) {
  EXPECT_EQ(ids_for_collision(0.5, 365), 23 * items);
  EXPECT_EQ(ids_for_collision(0.9999, 10), 11 * items);
  EXPECT_LE(ids_for_collision(0, 365), 1 * items);
}

TEST(IdSpace, TheLengthForATargetIsTheSmallest) {
  for (const double n : {1e3, 1e6, 1e9}) {
    for (const double p : {0.5, 1e-3, 1e-9}) {
      const double length = id_length_for(n * items, p);
      EXPECT_LE(collision_probability(n * items, size_of({62, length})), p);
      EXPECT_GT(collision_probability(n * items, size_of({62, length - 1})), p);
    }
  }
}

TEST(IdSpace, DrawingAgainIsCheapWhileTheSpaceIsSparse) {
  EXPECT_NEAR(draws_per_insert(1e11 * items, size_of({62, 7})), 1.029, 0.001);
}

TEST(IdSpace, RefusesWhatIsNoSpace) {
  EXPECT_THROW((void)size_of({1, 7}), std::domain_error);
  EXPECT_THROW((void)size_of({62, 0}), std::domain_error);
  EXPECT_THROW((void)collision_probability(-1 * items, 100), std::domain_error);
  EXPECT_THROW((void)collision_probability(1 * items, 0), std::domain_error);
  EXPECT_THROW((void)draws_per_insert(100 * items, 100), std::domain_error);
  EXPECT_THROW((void)ids_for_collision(1, 100), std::domain_error);
  EXPECT_THROW((void)id_length_for(100 * items, 0), std::domain_error);
}

}  // namespace
}  // namespace ballpark::testing
