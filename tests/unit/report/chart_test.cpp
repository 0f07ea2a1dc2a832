// SPDX-License-Identifier: MIT
#include "report/chart.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

#include "expression/format.hpp"
#include "report/chart_scale.hpp"
#include "report/dot_canvas.hpp"
#include "report/text_table.hpp"

namespace {

using ballpark::chart_axis;
using ballpark::chart_point;
using ballpark::chart_scale;
using ballpark::dot_canvas;
using ballpark::line_chart;
using ballpark::text_style;

constexpr text_style unicode{.color = false, .width = 100, .unicode = true};
constexpr text_style ascii{.color = false, .width = 100, .unicode = false};

chart_axis plain(const std::string& label) {
  return {label, [](double x) { return ballpark::format_number(x); }};
}

line_chart through(std::vector<chart_point> points) {
  return {plain("n"), plain("load"), std::move(points), ""};
}

std::size_t widest_line(const std::string& text) {
  std::size_t widest = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    widest = std::max(widest, ballpark::display_width(line));
  }
  return widest;
}

TEST(line_chart, shows_a_line_between_its_axes_with_round_numbers) {
  EXPECT_EQ(draw(through({{0, 0}, {10, 10}}), {24, 7}, unicode),
            " load over n\n"
            " 10 ┤              ⢀⡠⠤⠒⠉\n"
            "    │         ⢀⡠⠤⠒⠉⠁\n"
            "    │    ⢀⣀⠤⠒⠊⠁\n"
            "  0 ┤⣀⠤⠒⠊⠁\n"
            "    └┬───┬──┬───┬──┬───┬\n"
            "     0   2  4   6  8  10\n");
}

TEST(line_chart, has_an_ascii_form) {
  EXPECT_EQ(draw(through({{0, 0}, {10, 10}}), {24, 7}, ascii),
            " load over n\n"
            " 10 +               ..''\n"
            "    |         ...'''\n"
            "    |    ...''\n"
            "  0 +..''\n"
            "    ++---+--+---+--+---+\n"
            "     0   2  4   6  8  10\n");
}

TEST(line_chart, has_a_gap_where_there_is_no_answer_and_says_where_and_why) {
  line_chart chart = through({{0, 1}, {1, 1}, {2}, {3, 1}, {4}, {5}});
  chart.gap = "the queue is saturated";
  const std::string text = draw(chart, {60, 5}, ascii);
  EXPECT_NE(text.find(" no answer at n = 2, from n = 4 on: the queue is saturated\n"),
            std::string::npos)
      << text;
}

TEST(line_chart, draws_a_single_point_between_two_gaps) {
  EXPECT_NE(draw(through({{0}, {1, 1}, {2}}), {30, 5}, ascii).find('\''), std::string::npos);
}

TEST(line_chart, names_a_beginning_without_answers_by_its_end) {
  const std::string text = draw(through({{0}, {1}, {2, 1}, {3, 2}}), {30, 5}, ascii);
  EXPECT_NE(text.find(" no answer up to n = 1\n"), std::string::npos) << text;
}

TEST(line_chart, counts_many_gaps_instead_of_listing_them) {
  std::vector<chart_point> points;
  for (int i = 0; i < 10; ++i) points.push_back({double(i), i % 2 == 0 ? 1.0 : chart_point::none});
  const std::string text = draw(through(points), {60, 5}, ascii);
  EXPECT_NE(text.find(" no answer at 5 of 10 values of n\n"), std::string::npos) << text;
}

TEST(line_chart, without_any_answer_is_the_line_that_says_so) {
  EXPECT_EQ(draw(through({{0}, {1}}), {60, 9}, unicode), " load over n\n no answer anywhere\n");
}

TEST(line_chart, shades_the_band_around_the_line) {
  EXPECT_EQ(draw(through({{0, 5, 0, 10}, {10, 5, 0, 10}}), {24, 6}, ascii),
            " load over n, p5 to p95\n"
            " shaded\n"
            " 10 +-------------------\n"
            "    |...................\n"
            "  0 +-------------------\n"
            "    ++---+--+---+--+---+\n"
            "     0   2  4   6  8  10\n");
}

TEST(line_chart, is_never_wider_than_it_may_be) {
  line_chart chart = through({{0, 1e9, 5e8, 3e9}, {1, 2e9}, {1000000, 3e9}, {2000000}});
  chart.gap = "a long reason that has to go on in a further line";
  for (std::size_t width = 20; width < 100; ++width) {
    EXPECT_LE(widest_line(draw(chart, {width, 14}, unicode)), width) << width;
    const text_style narrow{.color = false, .width = width, .unicode = true};
    EXPECT_LE(widest_line(draw(chart, {200, 14}, narrow)), width) << width;
  }
}

TEST(line_chart, is_as_high_as_it_may_be) {
  const std::string text = draw(through({{0, 1}, {1, 2}}), {80, 14}, unicode);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 14);
}

TEST(line_chart, that_has_no_room_says_so) {
  EXPECT_EQ(draw(through({{0, 1}, {1, 2}}), {13, 9}, unicode),
            " load over n\n (too narrow\n for a chart)\n");
}

TEST(line_chart, begins_at_zero_unless_what_changes_would_be_lost) {
  const auto from = [](double low, double high) {
    return draw(through({{0, low}, {1, high}}), {40, 10}, ascii);
  };
  EXPECT_NE(from(30, 100).find("   0 +"), std::string::npos);
  EXPECT_EQ(from(98, 100).find("   0 +"), std::string::npos);
}

TEST(line_chart, of_one_value_stands_above_zero) {
  const std::string text = draw(through({{0, 5}, {1, 5}}), {30, 7}, ascii);
  EXPECT_NE(text.find(" 5 +''''"), std::string::npos) << text;
  EXPECT_NE(text.find(" 0 +"), std::string::npos) << text;
}

TEST(line_chart, with_logarithmic_axes_makes_a_line_of_a_power) {
  line_chart chart = through({{1, 1}, {10, 100}, {100, 10000}});
  chart.x.logarithmic = chart.y.logarithmic = true;
  EXPECT_EQ(draw(chart, {28, 8}, ascii),
            " load over n\n"
            "      |                 ..''\n"
            " 1000 +             ..''\n"
            "      |         ..''\n"
            "      |    ...''\n"
            "    1 +..''\n"
            "      ++---------+---------+\n"
            "       1        10       100\n");
}

TEST(chart_scale, has_ticks_at_round_numbers_of_the_unit) {
  EXPECT_EQ(chart_scale(0, 95, false).ticks(1, 6), (std::vector<double>{0, 20, 40, 60, 80}));
  EXPECT_EQ(chart_scale(0, 3600, false).ticks(60, 4), (std::vector<double>{0, 1200, 2400, 3600}));
  EXPECT_EQ(chart_scale(-1, 1, false).ticks(1, 3), (std::vector<double>{-1, 0, 1}));
}

TEST(chart_scale, has_no_more_ticks_than_fit) {
  for (std::size_t most = 2; most < 12; ++most) {
    for (const double high : {1.0, 3.3, 7.0, 99.0, 12345.0}) {
      EXPECT_LE(chart_scale(0, high, false).ticks(1, most).size(), most) << high;
      EXPECT_LE(chart_scale(0.1, high, true).ticks(1, most).size(), most) << high;
      EXPECT_LE(chart_scale(0, high, false).rounded(1, most).ticks(1, most).size(), most) << high;
    }
  }
}

TEST(chart_scale, rounds_its_ends_to_ticks) {
  const chart_scale s = chart_scale(34, 62, false).rounded(1, 4);
  EXPECT_EQ(s.low(), s.ticks(1, 4).front());
  EXPECT_EQ(s.high(), s.ticks(1, 4).back());
}

TEST(chart_scale, of_few_decades_has_ticks_between_them) {
  EXPECT_EQ(chart_scale(1, 10, true).ticks(1, 8), (std::vector<double>{1, 2, 5, 10}));
  EXPECT_EQ(chart_scale(1, 1000, true).ticks(1, 8), (std::vector<double>{1, 10, 100, 1000}));
}

TEST(dot_canvas, packs_eight_dots_into_a_braille_cell) {
  dot_canvas canvas(1, 1, false);
  EXPECT_EQ(canvas.row(0), " ");
  canvas.draw(0, 0);
  EXPECT_EQ(canvas.row(0), "⠁");
  canvas.draw(1, 3);
  EXPECT_EQ(canvas.row(0), "⢁");
  for (std::size_t y = 0; y < 4; ++y) canvas.draw(0, y), canvas.draw(1, y);
  EXPECT_EQ(canvas.row(0), "⣿");
}

TEST(dot_canvas, draws_lines_over_shades) {
  dot_canvas canvas(2, 1, true);
  for (std::size_t x = 0; x < 2; ++x) canvas.shade(x, 0), canvas.shade(x, 1);
  canvas.draw(1, 0);
  canvas.shade(1, 0);
  EXPECT_EQ(canvas.row(0), "-'");
}

}  // namespace
