// SPDX-License-Identifier: MIT
#include "report/text_table.hpp"

#include <string>

#include <gtest/gtest.h>

namespace {

using ballpark::text_table;
using ballpark::wrapped;
using enum text_table::align;

text_table kinds() {
  text_table t({"kind", "n", "what it is"}, {left, right, left});
  t.add({"cache", "1", "an in-memory store that serves a share of the reads"});
  t.add({"queue", "12", "a log"});
  return t;
}

TEST(text_table, is_as_wide_as_its_cells) {
  EXPECT_EQ(kinds().text(100),
            " kind    n  what it is\n"
            " cache   1  an in-memory store that serves a share of the reads\n"
            " queue  12  a log\n");
}

TEST(text_table, a_table_that_just_fits_is_not_broken) {
  EXPECT_EQ(kinds().text(63), kinds().text(100));
  EXPECT_NE(kinds().text(62), kinds().text(100));
}

TEST(text_table, goes_on_in_further_lines_where_the_last_column_is_prose) {
  EXPECT_EQ(kinds().text(40),
            " kind    n  what it is\n"
            " cache   1  an in-memory store that\n"
            "            serves a share of the reads\n"
            " queue  12  a log\n");
}

TEST(text_table, leaves_a_column_out_that_would_be_too_narrow_to_read) {
  EXPECT_EQ(kinds().text(27),
            " kind    n\n"
            " cache   1\n"
            " queue  12\n"
            " (too narrow for: what it is)\n");
}

TEST(text_table, never_breaks_numbers) {
  text_table t({"kind", "a very long title"});
  t.add({"cache", "1"});
  EXPECT_EQ(t.text(20), " kind\n cache\n (too narrow for: a very long title)\n");
}

TEST(text_table, leaves_out_what_no_row_has) {
  text_table t({"a", "b", "c"});
  t.add({"1", "", "3"});
  EXPECT_EQ(t.text(80), " a  c\n 1  3\n");
}

TEST(wrapped, breaks_at_blanks_and_indents_what_goes_on) {
  EXPECT_EQ(wrapped("one two three four", 2, 10), "one two\n  three\n  four");
  EXPECT_EQ(wrapped("one two", 2, 7), "one two");
  EXPECT_EQ(wrapped("", 2, 10), "");
}

TEST(wrapped, keeps_what_the_first_line_begins_with) {
  EXPECT_EQ(wrapped("   = fix: write less of it", 4, 16), "   = fix: write\n    less of it");
}

TEST(wrapped, gives_a_long_word_a_line_of_its_own) {
  EXPECT_EQ(wrapped("a extraordinary b", 1, 6), "a\n extraordinary\n b");
}

TEST(wrapped, keeps_line_ends) { EXPECT_EQ(wrapped("a b\nc d", 1, 80), "a b\n c d"); }

TEST(wrapped, counts_characters_and_not_bytes) {
  EXPECT_EQ(wrapped("\u00b5\u00b5\u00b5 \u00b5\u00b5", 0, 6), "\u00b5\u00b5\u00b5 \u00b5\u00b5");
}

}  // namespace
