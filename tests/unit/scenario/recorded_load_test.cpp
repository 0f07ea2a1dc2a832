// SPDX-License-Identifier: MIT
#include "scenario/recorded_load.hpp"

#include <sstream>
#include <string>

#include <gtest/gtest.h>

namespace ballpark::testing {
namespace {

struct recorded {
  scenario_curve curve;
  std::optional<recording_problem> problem;

  explicit recorded(const std::string& lines) {
    std::istringstream in(lines);
    problem = read_recorded_load(in, curve);
  }
};

TEST(RecordedLoad, HasAPointInEachLine) {
  const recorded r("time,multiple\n# at night\n\n0,0.5\n3600;1.25\n\"7200\"\t2\r\n");
  ASSERT_FALSE(r.problem) << r.problem->what;
  ASSERT_EQ(r.curve.points.size(), 3U);
  EXPECT_EQ(r.curve.points[1].at, 3600);
  EXPECT_EQ(r.curve.points[1].fixed, 1.25);
  EXPECT_EQ(r.curve.points[2].fixed, 2);
}

TEST(RecordedLoad, BeginsAtItsFirstDate) {
  const recorded r("2026-11-23T10:00:00Z,1\n2026-11-23T11:30:00Z,2\n");
  ASSERT_FALSE(r.problem) << r.problem->what;
  EXPECT_EQ(r.curve.points[0].at, 0);
  EXPECT_EQ(r.curve.points[1].at, 5400);
}

TEST(RecordedLoad, SaysInWhichLineWhatIsWrong) {
  const auto said = [](const std::string& lines) {
    const auto problem = recorded(lines).problem;
    return problem ? std::to_string(problem->line) + ": " + problem->what : "";
  };
  EXPECT_EQ(said("0,1\n3600,abc\n"), "2: this is no number");
  EXPECT_EQ(said("0,1\n3600,1e400\n"), "2: this is no number");
  EXPECT_EQ(said("0,1\n3600,inf\n"), "2: this is no number");
  EXPECT_EQ(said("0,1\n3600,nan\n"), "2: this is no number");
  EXPECT_EQ(said("0,inf\n3600,1\n"), "1: this is no number");
  EXPECT_EQ(said("0,1\nnoon,1\n"), "2: this is no time");
  EXPECT_EQ(said("0,1\ninf,1\n"), "2: this is no time");
  EXPECT_EQ(said("0,1\n3600,-1\n"), "2: a multiple is not less than zero");
  EXPECT_EQ(said("3600,1\n0,1\n"), "2: the times do not rise");
  EXPECT_EQ(said("0\n"), "1: there are not two columns");
  EXPECT_EQ(said("time,multiple\n"), "1: there are no points in it");
}

}  // namespace
}  // namespace ballpark::testing
