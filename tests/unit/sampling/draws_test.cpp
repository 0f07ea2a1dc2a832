// SPDX-License-Identifier: MIT
#include "sampling/draws.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace {

using ballpark::draws;

std::vector<double> numbers(const draws& d, std::uint32_t index) {
  std::vector<double> u(d.count());
  d.fill(index, u);
  return u;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - 0.5) * (b[i] - 0.5);
  return 12 * sum / static_cast<double>(a.size());
}

TEST(draws, lie_strictly_between_zero_and_one) {
  draws d(1, 4096);
  for (const double u : numbers(d, d.add("users"))) {
    EXPECT_GT(u, 0);
    EXPECT_LT(u, 1);
  }
}

TEST(draws, hit_every_cell_once) {
  draws d(7, 1024);
  for (const char* key : {"users", "workload.peak", "a", "b", "c"}) {
    const std::vector<double> u = numbers(d, d.add(key));
    std::set<int> cells;
    for (const double x : u) cells.insert(static_cast<int>(x * 1024));
    EXPECT_EQ(cells.size(), 1024u) << key;
  }
}

TEST(draws, hit_every_cell_once_in_every_aligned_block) {
  draws d(7, 1024);
  const std::vector<double> u = numbers(d, d.add("users"));
  for (std::size_t first = 0; first < 1024; first += 64) {
    std::set<int> cells;
    for (std::size_t i = first; i < first + 64; ++i) cells.insert(static_cast<int>(u[i] * 64));
    EXPECT_EQ(cells.size(), 64u);
  }
}

TEST(draws, have_the_moments_of_a_uniform) {
  draws d(3, 16384);
  const std::vector<double> u = numbers(d, d.add("x"));
  double mean = 0;
  double squares = 0;
  for (const double x : u) {
    mean += x / 16384;
    squares += (x - 0.5) * (x - 0.5) / 16384;
  }
  EXPECT_NEAR(mean, 0.5, 1e-6);
  EXPECT_NEAR(squares, 1.0 / 12, 1e-6);
}

TEST(draws, of_different_keys_are_uncorrelated) {
  draws d(1, 16384);
  std::vector<std::vector<double>> columns;
  for (int i = 0; i < 12; ++i) columns.push_back(numbers(d, d.add("key" + std::to_string(i))));
  for (std::size_t i = 0; i < columns.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      EXPECT_LT(std::abs(correlation(columns[i], columns[j])), 0.02) << i << " " << j;
    }
  }
}

TEST(draws, of_a_key_do_not_change_when_others_are_added) {
  draws alone(1, 256);
  const std::vector<double> before = numbers(alone, alone.add("users"));
  draws crowd(1, 256);
  crowd.add("peak");
  crowd.add("size");
  const std::uint32_t users = crowd.add("users");
  crowd.add("growth");
  EXPECT_EQ(numbers(crowd, users), before);
}

TEST(draws, of_the_same_key_are_the_same) {
  draws d(1, 256);
  EXPECT_EQ(d.add("users"), d.add("users"));
  EXPECT_EQ(d.size(), 1u);
}

TEST(draws, depend_on_the_seed) {
  draws one(1, 256);
  draws two(2, 256);
  EXPECT_NE(numbers(one, one.add("users")), numbers(two, two.add("users")));
}

TEST(draws, are_filled_in_parts_by_several_threads) {
  draws d(1, 256);
  const std::uint32_t index = d.add("users");
  const std::vector<double> whole = numbers(d, index);
  std::vector<double> part(100);
  d.fill(index, 50, part);
  EXPECT_TRUE(std::equal(part.begin(), part.end(), whole.begin() + 50));
}

TEST(draws, stay_uniform_and_independent_beyond_all_coordinates) {
  draws d(1, 4096);
  for (int i = 0; i < 600; ++i) d.add("key" + std::to_string(i));
  const std::vector<double> first = numbers(d, 3);
  for (const std::uint32_t index : {300u, 400u, 599u}) {
    const std::vector<double> u = numbers(d, index);
    std::set<int> cells;
    for (const double x : u) cells.insert(static_cast<int>(x * 4096));
    EXPECT_EQ(cells.size(), 4096u);
    EXPECT_LT(std::abs(correlation(first, u)), 0.06);
  }
}

// The same numbers on every platform: golden files depend on them.
TEST(draws, are_reproducible) {
  draws d(1, 4);
  const std::vector<double> u = numbers(d, d.add("users"));
  const std::vector<double> expected = {0.51198533328715712, 0.49301181442569941,
                                        0.80663606815505773, 0.1243896953528747};
  ASSERT_EQ(u.size(), expected.size());
  for (std::size_t i = 0; i < u.size(); ++i) EXPECT_DOUBLE_EQ(u[i], expected[i]);
}

}  // namespace
