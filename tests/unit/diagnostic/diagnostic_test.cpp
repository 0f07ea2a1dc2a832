// SPDX-License-Identifier: MIT
#include "diagnostic/diagnostic.hpp"

#include <gtest/gtest.h>

#include "diagnostic/suggest.hpp"

namespace {

using namespace ballpark;

TEST(source, finds_lines_and_columns_in_characters) {
  const source s("f", "a\nµs b\r\n");
  EXPECT_EQ(s.line_count(), 3u);
  EXPECT_EQ(s.line(2), "µs b");
  EXPECT_EQ(s.line(3), "");
  EXPECT_EQ(s.locate(0).line, 1u);
  EXPECT_EQ(s.locate(6).line, 2u);
  EXPECT_EQ(s.locate(6).column, 4u);
  EXPECT_EQ(s.locate(999).line, 3u);
  EXPECT_EQ(s.offset_of(1, 2), 4u);
  EXPECT_EQ(s.offset_of(99, 0), s.text().size());
}

TEST(diagnostics, know_whether_there_are_errors) {
  diagnostics d;
  EXPECT_FALSE(d.has_errors());
  d.note("a", "b", {});
  d.warning("a", "b", {});
  EXPECT_FALSE(d.has_errors());
  d.error("a", "b", {});
  EXPECT_TRUE(d.has_errors());
  EXPECT_EQ(d.size(), 3u);
}

TEST(diagnostics, are_sorted_by_place) {
  const auto in = std::make_shared<const source>("f", "0123456789");
  diagnostics d;
  d.error("late", "", {in, {5, 6}});
  d.error("early", "", {in, {1, 2}});
  d.error("nowhere", "", {});
  d.sort();
  EXPECT_EQ(d[0].code, "nowhere");
  EXPECT_EQ(d[1].code, "early");
  EXPECT_EQ(d[2].code, "late");
}

TEST(diagnostics, are_appended_to_each_other) {
  diagnostics a;
  a.error("x", "", {});
  a.append(a);
  EXPECT_EQ(a.size(), 2u);
}

TEST(nearest, finds_typing_mistakes) {
  const std::vector<std::string> names = {"links", "users", "peak", "users-per-day"};
  EXPECT_EQ(nearest("link", names), "links");
  EXPECT_EQ(nearest("usres", names), "users");
  EXPECT_EQ(nearest("paek", names), "peak");
  EXPECT_EQ(nearest("per-day", names), "users-per-day");
  EXPECT_EQ(nearest("zzz", names), std::nullopt);
  EXPECT_EQ(nearest("links", {}), std::nullopt);
}

TEST(nearest, prefers_a_difference_of_case) {
  EXPECT_EQ(nearest("Mib", {"MB", "Mb", "MiB"}), "MiB");
  EXPECT_EQ(nearest("GBPS", {"Gbps", "GB"}), "Gbps");
}

TEST(did_you_mean, lists_a_few_candidates_where_none_is_near) {
  EXPECT_EQ(did_you_mean("zzz", {"a", "b"}), "one of `a`, `b`");
  EXPECT_EQ(did_you_mean("zzz", {"a"}), "there is only `a`");
  EXPECT_EQ(did_you_mean("linsk", {"links"}), "did you mean `links`?");
  EXPECT_EQ(did_you_mean("zzz", {}), "");
}

}  // namespace
