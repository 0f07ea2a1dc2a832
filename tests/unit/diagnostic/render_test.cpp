// SPDX-License-Identifier: MIT
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "diagnostic/diagnostic.hpp"
#include "expression/calculate.hpp"

namespace {

using namespace ballpark;

std::string message(const std::string& expression) {
  return render(calculate(expression).findings);
}

// Ten mistakes, and the whole message that each gets.
TEST(render, a_sum_of_different_things) {
  EXPECT_EQ(message("5 kB + 3 s"), R"(error[incompatible-dimensions]: cannot add time to data
  --> <expression>:1:6
   |
 1 | 5 kB + 3 s
   | ---- ^ --- time
   | |
   | data
   = fix: both sides of `+` need the same unit, such as `kB`
)");
}

TEST(render, a_frequency_for_a_request_rate) {
  EXPECT_EQ(
      message("10 req/s + 5 /s"),
      R"(error[incompatible-dimensions]: cannot add frequency (1/time) to request rate (requests/time)
  --> <expression>:1:10
   |
 1 | 10 req/s + 5 /s
   | -------- ^ ---- frequency (1/time)
   | |
   | request rate (requests/time)
   = fix: multiply the right side by requests, as in `req/s`
)");
}

TEST(render, a_division_with_two_readings) {
  EXPECT_EQ(message("10 GB / 1 Gbit/s -> s"),
            R"(error[ambiguous-division]: this division has two readings
  --> <expression>:1:7
   |
 1 | 10 GB / 1 Gbit/s -> s
   |       ^^^^^^^^^^
   = fix: write `10 GB / (1 Gbit/s)` for 80 s, or `(10 GB / 1 Gbit) / s` for 80 /s
)");
}

TEST(render, a_typing_mistake) {
  EXPECT_EQ(message("10 kiolbyte"), R"(error[unknown-unit]: `kiolbyte` is no unit that I know
  --> <expression>:1:4
   |
 1 | 10 kiolbyte
   |    ^^^^^^^^
   = fix: did you mean `kilobyte`?
)");
}

TEST(render, a_unit_of_two_meanings) {
  EXPECT_EQ(message("100 mb"), R"(error[unknown-unit]: `mb` may be megabits or megabytes
  --> <expression>:1:5
   |
 1 | 100 mb
   |     ^^
   = fix: did you mean `Mb` or `MB`?
)");
}

TEST(render, a_billion_that_looks_like_a_byte) {
  EXPECT_EQ(message("1B users"), R"(error[ambiguous-suffix]: `1B` may be bytes or billions
  --> <expression>:1:1
   |
 1 | 1B users
   | ^^
   = fix: write `1 B` or `1bn users`
)");
}

TEST(render, a_range_from_zero) {
  EXPECT_EQ(message("0 to 10"),
            R"(error[range-not-positive]: a range is lognormal, so it begins above zero
  --> <expression>:1:1
   |
 1 | 0 to 10
   | ^^^^^^^
   = fix: lognormal needs a positive low end; write normal(0 to 10) or uniform(0, 10)
)");
}

TEST(render, a_percentage_added_to_a_quantity) {
  EXPECT_EQ(message("500 GB + 20%"),
            R"(error[incompatible-dimensions]: cannot add a plain number to data
  --> <expression>:1:8
   |
 1 | 500 GB + 20%
   | ------ ^ --- a plain number
   | |
   | data
   = fix: write `500 GB * 120%`
)");
}

TEST(render, a_wrong_argument_name) {
  EXPECT_EQ(message("erlang_c(server=12, load=9.5)"),
            R"(error[unknown-argument]: `erlang_c` has no argument `server`
  --> <expression>:1:10
   |
 1 | erlang_c(server=12, load=9.5)
   |          ^^^^^^
   = fix: did you mean `servers`?
)");
}

TEST(render, a_hole) {
  EXPECT_EQ(message("t = 3 s; q: req = 10 req/s * ?"),
            R"(error[typed-hole]: the hole must be time
  --> <expression>:1:30
   |
 1 | t = 3 s; q: req = 10 req/s * ?
   |                              ^
   = fix: write `t`, or a value in `s`
)");
}

TEST(render, a_capital_kilo_is_noted_once) {
  EXPECT_EQ(message("1 KB + 2 KB"), R"(note[capital-kilo]: `KB` is read as `kB`, 1000
  --> <expression>:1:3
   |
 1 | 1 KB + 2 KB
   |   ^^
   = fix: write `KiB` for 1024
)");
}

std::shared_ptr<const source> file(std::string text) {
  return std::make_shared<const source>("f.yaml", std::move(text));
}

TEST(render, shows_places_on_other_lines_in_blocks_of_their_own) {
  const auto in = file("users: 5\npeak: 3x\nusers: 6\n");
  diagnostic d;
  d.code = "duplicate-key";
  d.message = "`users` is there twice";
  d.where = {in, {18, 23}};
  d.notes.push_back({{in, {0, 5}}, "the first"});
  EXPECT_EQ(render(d), R"(error[duplicate-key]: `users` is there twice
  --> f.yaml:3:1
   |
 3 | users: 6
   | ^^^^^
  --> f.yaml:1:1
   |
 1 | users: 5
   | ----- the first
)");
}

TEST(render, puts_a_lone_label_beside_the_caret) {
  diagnostic d;
  d.code = "wrong-unit";
  d.message = "this takes time";
  d.where = {file("keep: 5 kB"), {6, 10}};
  d.label = "data";
  EXPECT_EQ(render(d), R"(error[wrong-unit]: this takes time
  --> f.yaml:1:7
   |
 1 | keep: 5 kB
   |       ^^^^ data
)");
}

TEST(render, counts_characters_and_not_bytes) {
  diagnostics found;
  const diagnostic& d = found.error("x", "m", {file("µs é 5"), {7, 8}});
  EXPECT_EQ(render(d), "error[x]: m\n  --> f.yaml:1:6\n   |\n 1 | µs é 5\n   |      ^\n");
}

TEST(render, clips_long_lines_around_the_place) {
  diagnostic d;
  d.message = "m";
  d.where = {file(std::string(300, 'a') + "!" + std::string(300, 'b')), {300, 301}};
  const std::string text = render(d);
  EXPECT_NE(text.find("...aaa"), std::string::npos);
  EXPECT_NE(text.find("bbb..."), std::string::npos);
  EXPECT_LT(text.size(), 300u);
  const std::size_t line = text.find(" 1 | ") + 5;
  const std::size_t under = text.find("   | ", line) + 5;
  EXPECT_EQ(text.find('!', line) - line, text.find('^', under) - under);
}

TEST(render, needs_no_place) {
  diagnostic d;
  d.code = "no-file";
  d.message = "there is no file";
  d.fix = "name one";
  EXPECT_EQ(render(d), "error[no-file]: there is no file\n   = fix: name one\n");
}

TEST(render, points_at_a_part_in_a_note_but_not_at_all_of_it) {
  EXPECT_EQ(message("erlang_c(servers=2, load=3)"),
            "note[unstable-queue]: the queue grows without end: there is as much load as servers, "
            "or more\n");
  EXPECT_NE(message("1 - erlang_c(servers=2, load=3)").find("1 - erlang_c(servers=2, load=3)\n"),
            std::string::npos);
}

TEST(render, makes_room_for_long_line_numbers) {
  const auto in = file(std::string(122, '\n') + "x");
  diagnostic d;
  d.message = "m";
  d.where = {in, {122, 123}};
  EXPECT_EQ(render(d), "error: m\n    --> f.yaml:123:1\n     |\n 123 | x\n     | ^\n");
}

TEST(render, colours_on_request_only) {
  const auto findings = calculate("5 mb").findings;
  EXPECT_EQ(render(findings).find('\033'), std::string::npos);
  EXPECT_NE(render(findings, true).find("\033[1;31merror[unknown-unit]\033[0m"), std::string::npos);
}

}  // namespace
