// SPDX-License-Identifier: MIT
#include "expression/calculate.hpp"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

namespace {

using ballpark::calculate;
using ballpark::calculate_options;
using ballpark::calculation;

std::string text(const std::string& expression) {
  const calculation c = calculate(expression);
  return c.ok ? c.text : render(c.findings);
}

std::string code(const std::string& expression) {
  const calculation c = calculate(expression);
  return c.findings.empty() ? "" : c.findings[0].code;
}

std::string fix(const std::string& expression) {
  const calculation c = calculate(expression);
  return c.findings.empty() ? "" : c.findings[0].fix;
}

TEST(calculate, prints_the_number_of_the_brief) {
  EXPECT_EQ(text("500M users * 10 req/user/day -> req/s"), "57.9k req/s");
  EXPECT_EQ(text("500M users * 10 req/user/day -> k req/s"), "57.9 k req/s");
  EXPECT_EQ(text("500M users * 10 req/user/day"), "57.9k req/s");
}

TEST(calculate, prints_a_range_with_its_median) {
  EXPECT_EQ(text("5 to 10 GB"), "7.07 GB (5 .. 10 GB)");
  EXPECT_EQ(text("5 to 10 GB -> MB"), "7071 MB (5000 .. 10000 MB)");
  EXPECT_EQ(text("15% .. 40% /yr"), "24.5% /yr (15 .. 40% /yr)");
}

TEST(calculate, answers_in_percent_what_was_written_in_percent) {
  EXPECT_EQ(text("99.99% -> %"), "99.99%");
  EXPECT_EQ(text("100 %"), "100%");
  EXPECT_EQ(text("-5%"), "-5%");
  EXPECT_EQ(text("(99.95%)"), "99.95%");
  EXPECT_EQ(text("20% .. 40%"), "29% (20% .. 40%)");
  EXPECT_EQ(text("20 .. 40% -> %"), "29% (20% .. 40%)");
  EXPECT_EQ(text("50% +/- 5%"), "50% (41.8% .. 58.2%)");
  EXPECT_EQ(text("99.9% + 0.05%"), "99.95%");
  EXPECT_EQ(text("hit = 95%; hit"), "95%");
  EXPECT_DOUBLE_EQ(calculate("20% .. 40%").p5, 0.2);
}

TEST(calculate, answers_with_a_number_where_a_percentage_is_only_a_part) {
  EXPECT_EQ(text("5 +/- 20%"), "5 (3.36 .. 6.64)");
  EXPECT_EQ(text("20% * 3"), "0.6");
  EXPECT_EQ(text("1 - 99.9%"), "0.001");
  EXPECT_EQ(text("20% /yr"), "20% /yr");
}

TEST(calculate, an_end_at_zero_is_zero) {
  EXPECT_EQ(text("normal(0 .. 10)"), "5 (0 .. 10)");
  EXPECT_EQ(calculate("normal(0 kB .. 30 kB)").p5, 0);
  EXPECT_GT(calculate("1 B .. 1 EB").p5, 0.99);
}

TEST(calculate, reads_money_and_prices) {
  EXPECT_EQ(text("$35k + $500"), "$35.5k");
  EXPECT_EQ(text("$0.02 /GB/mo * 500 TB * 1 yr"), "$120k");
  EXPECT_EQ(text("$0.40 per 1M req * 30bn req"), "$12k");
  EXPECT_EQ(text("5 $ * 2"), "$10");
}

TEST(calculate, per_divides_by_the_whole_quantity) {
  EXPECT_EQ(text("1 core per 25k req/s * 50k req/s"), "2 cores");
}

TEST(calculate, glued_letters_that_spell_a_unit_are_the_unit) {
  EXPECT_EQ(text("500GB"), "500 GB");
  EXPECT_EQ(text("10ms"), "10 ms");
  EXPECT_EQ(text("3x"), "3");
  EXPECT_EQ(text("8bn"), "8bn");
}

TEST(calculate, echoes_the_canonical_parse) {
  EXPECT_EQ(calculate("1,000 req per 2 s").echo, "1000 req / (2 s)");
  EXPECT_EQ(calculate("x=5 to 10; x/(2 x)").echo, "x = 5 .. 10; x / (2 x)");
  EXPECT_EQ(calculate("2*(3+4)").echo, "2 * (3 + 4)");
  EXPECT_EQ(calculate("(1 to 2)-(1 to 2)").echo, "(1 .. 2) - (1 .. 2)");
  EXPECT_EQ(calculate("1/2 h").echo, "0.5 h");
}

TEST(calculate, an_echo_reads_as_itself) {
  for (const char* expression :
       {"500M users * 10 req/user/day", "(1 to 2) * 3 GB / (4 Gbit/s)", "2^(1 + 2) - -3",
        "$0.05 .. $0.10 /GB * 3 TB", "5 .. 6 .. 20 ms @ 80%", "min(1 GB, 2 GB) * 20% /yr",
        "normal(5 to 15) * uniform(1, 2)", "5 +/- 20%"}) {
    const calculation once = calculate(expression);
    ASSERT_TRUE(once.ok) << render(once.findings);
    const calculation twice = calculate(once.echo);
    EXPECT_EQ(once.echo, twice.echo);
    EXPECT_EQ(once.value, twice.value) << once.echo;
  }
}

TEST(calculate, samples_nothing_without_ranges) {
  const calculation c = calculate("5 kB * 3");
  EXPECT_FALSE(c.is_uncertain);
  EXPECT_TRUE(c.exact);
  EXPECT_EQ(c.p5, c.p95);
  EXPECT_EQ(c.stdev, 0);
}

TEST(calculate, is_exact_for_products_quotients_and_powers_of_lognormals) {
  EXPECT_TRUE(calculate("(5 to 10) * (2 to 3) / (1 to 4)^2").exact);
  EXPECT_TRUE(calculate("a = 5; a to 10").exact);
  EXPECT_TRUE(calculate("x = 5 to 10; 2 x + 3 x").exact);
  EXPECT_FALSE(calculate("(5 to 10) + (2 to 3)").exact);
}

TEST(calculate, samples_agree_with_the_exact_path) {
  const calculation exact = calculate("(5 to 10) * (2 to 3)");
  const calculation sampled = calculate("a = 5 to 10; b = 2 to 3; max(a * b, 0)");
  ASSERT_TRUE(exact.exact);
  ASSERT_FALSE(sampled.exact);
  EXPECT_NEAR(sampled.p5 / exact.p5, 1, 0.01);
  EXPECT_NEAR(sampled.p50 / exact.p50, 1, 0.01);
  EXPECT_NEAR(sampled.p95 / exact.p95, 1, 0.01);
  EXPECT_NEAR(sampled.mean / exact.mean, 1, 0.002);
  EXPECT_NEAR(sampled.stdev / exact.stdev, 1, 0.02);
}

TEST(calculate, repeats_itself_for_the_same_seed_only) {
  const std::string e = "(5 to 10) + (2 to 3)";
  EXPECT_EQ(calculate(e).mean, calculate(e).mean);
  EXPECT_NE(calculate(e, {.seed = 2}).mean, calculate(e).mean);
}

TEST(calculate, a_range_with_named_ends_follows_the_names) {
  const calculation c = calculate("a = 5 GB; b = 2 a; a to b");
  ASSERT_TRUE(c.ok) << render(c.findings);
  EXPECT_NEAR(c.p5, 5e9, 1);
  EXPECT_NEAR(c.p95, 10e9, 1);
}

TEST(calculate, a_range_of_percentages_below_all_stays_below_all) {
  const calculation share = calculate("90% to 99%");
  EXPECT_NEAR(share.p5, 0.9, 1e-12);
  EXPECT_NEAR(share.p95, 0.99, 1e-12);
  const calculation loss = calculate("s2 = 90% to 99%; max(s2, 0)");
  EXPECT_LT(loss.p95, 1);
  EXPECT_TRUE(calculate("60% .. 200%").ok);
}

TEST(calculate, three_parts_give_the_median) {
  const calculation c = calculate("5 .. 6 .. 20 ms");
  EXPECT_NEAR(c.p5, 5e-3, 1e-15);
  EXPECT_NEAR(c.p50, 6e-3, 1e-15);
  EXPECT_NEAR(c.p95, 20e-3, 1e-15);
}

TEST(calculate, the_mass_of_a_range_may_be_stated) {
  const calculation c = calculate("5 to 10 @ 80%");
  EXPECT_LT(c.p5, 5);
  EXPECT_GT(c.p95, 10);
}

TEST(calculate, calls_models_by_name) {
  EXPECT_NEAR(calculate("erlang_b(servers=2, load=1)").value, 0.2, 1e-12);
  EXPECT_NEAR(calculate("erlang_c(servers: 2, load: 1)").value, 1.0 / 3, 1e-12);
  EXPECT_EQ(text("little(rate=100 req/s, time=20 ms)"), "2 req");
  EXPECT_NEAR(calculate("grow(value=1 TB, rate=20%/yr, time=3 yr) -> TB").target->value, 1.728,
              1e-9);
  EXPECT_EQ(fix("erlang_c(server=12, load=9.5)"), "did you mean `servers`?");
  EXPECT_EQ(code("grow(value=1 TB, rate=20 /yr, time=3 yr)"), "wrong-unit");
}

TEST(calculate, says_which_argument_is_outside_of_a_model) {
  const calculation c = calculate("erlang_c(servers=4, load=-1)");
  ASSERT_EQ(c.findings.size(), 1u);
  EXPECT_EQ(c.findings[0].code, "outside-domain");
  EXPECT_EQ(c.findings[0].message.find("`erlang_c` has no answer here: load must be >= 0"), 0u);
  EXPECT_EQ(c.findings[0].where.at.begin, 25u);
  const auto message = [](const std::string& expression) {
    return calculate(expression).findings[0].message;
  };
  EXPECT_NE(message("erlang_b(servers=1.5, load=1)").find("servers must be a whole number"),
            std::string::npos);
  EXPECT_NE(message("erlang_c(servers=0, load=1)").find("servers must be >= 1"), std::string::npos);
  EXPECT_NE(message("erlang_b(servers=1e9, load=1)").find("at most 10 million"), std::string::npos);
  EXPECT_NE(message("grow(value=1, rate=-100%/yr, time=1 yr)").find("rate must be above -100% /yr"),
            std::string::npos);
}

TEST(calculate, every_group_says_which_rule_was_broken) {
  const auto said = [](const std::string& expression) { return calculate(expression).findings[0]; };
  EXPECT_EQ(said("mmc_wait(arrivals=-5 req/s, service=2 s, servers=3)").message,
            "`mmc_wait` has no answer here: arrivals must be >= 0 req/s, not -5");
  EXPECT_EQ(said("attempts(failure=0.1, retries=2.5)").where.at.begin, 30u);
  EXPECT_EQ(said("amdahl_speedup(n=4, serial=2)").code, "outside-domain");
  // The model calls its argument otherwise, so the rule is one of the whole call.
  const auto of_call = said("drain_time(backlog=-1 req, arrivals=5 req/s, capacity=9 req/s)");
  EXPECT_EQ(of_call.message, "`drain_time` has no answer here: waiting must be >= 0 req, not -1");
  EXPECT_EQ(of_call.where.at.begin, 0u);
}

TEST(calculate, notes_a_queue_that_is_unstable) {
  const calculation c = calculate("erlang_c(servers=2, load=9.5)");
  EXPECT_EQ(c.text, "1");
  ASSERT_EQ(c.findings.size(), 1u);
  EXPECT_EQ(c.findings[0].code, "unstable-queue");
  EXPECT_TRUE(calculate("erlang_c(servers=10, load=9.5)").findings.empty());
}

TEST(calculate, puts_a_reversed_range_right) {
  EXPECT_EQ(fix("7 .. 3 kB"), "write `3 .. 7 kB`");
  EXPECT_EQ(fix("7 to 3 kB"), "write `3 to 7 kB`");
  EXPECT_EQ(fix("7 kB .. 3 kB"), "write `3 kB .. 7 kB`");
  EXPECT_EQ(fix("7 MB .. 3 kB"), "write `3 kB .. 7 MB`");
  EXPECT_EQ(fix("$7 .. $3 /GB"), "write `$3 .. $7 /GB`");
  EXPECT_EQ(fix("40 .. 20%"), "write `20 .. 40%`");
  EXPECT_EQ(fix("7k .. 3k users"), "write `3k .. 7k users`");
  EXPECT_EQ(fix("9 .. 3 .. 7 kB"), "write `3 .. 7 .. 9 kB`");
  EXPECT_EQ(fix("uniform(7, 3 kB)"), "write `uniform(3, 7 kB)`");
  EXPECT_EQ(fix("normal(7 .. 3 kB)"), "write `3 .. 7 kB`");
}

TEST(calculate, gives_a_unit_to_the_side_that_has_none) {
  EXPECT_EQ(fix("2 + 3 kB"), "give `2` a unit: `2 kB`");
  EXPECT_EQ(fix("3 kB + 2"), "give `2` a unit: `2 kB`");
}

TEST(calculate, says_on_which_side_a_number_leaves_its_domain) {
  EXPECT_EQ(calculate("1e400").findings[0].message, "the number is too large to compute with");
  EXPECT_EQ(calculate("1e-400").findings[0].message, "the number is too small to compute with");
}

TEST(calculate, says_where_the_units_are) {
  EXPECT_EQ(fix("5 quux"), "`ballpark units` lists them");
  EXPECT_EQ(fix("5 hous"), "did you mean `hour`?");
  EXPECT_EQ(fix("notes = 5; note * 2"), "did you mean `notes`?");
}

TEST(calculate, arithmetic_functions_check_their_units) {
  EXPECT_EQ(text("sqrt(4 s^2)"), "2 s");
  EXPECT_EQ(code("sqrt(4 GB)"), "odd-power");
  EXPECT_EQ(code("ceil(1.5 GB)"), "not-dimensionless");
  EXPECT_EQ(text("ceil(3 * (1/3))"), "1");
  EXPECT_EQ(text("max(1 GB, 500 MB)"), "1 GB");
  EXPECT_EQ(code("min(1 GB, 3 s)"), "incompatible-dimensions");
}

TEST(calculate, a_hole_says_what_fits) {
  const calculation c = calculate("size = 3 GB; t = 20 s; 10 GB + ?");
  ASSERT_EQ(c.findings.size(), 1u);
  EXPECT_EQ(c.findings[0].code, "typed-hole");
  EXPECT_EQ(c.findings[0].message, "the hole must be data");
  EXPECT_EQ(c.findings[0].fix, "write `size`, or a value in `B`");
  EXPECT_EQ(calculate("q: req/s = 10 req * ?").findings[0].message,
            "the hole must be frequency (1/time)");
}

TEST(calculate, growth_is_no_frequency) {
  EXPECT_EQ(code("20% /yr + 1 /yr"), "incompatible-dimensions");
  EXPECT_EQ(text("20% /yr"), "20% /yr");
}

TEST(calculate, says_that_a_year_entered) {
  EXPECT_TRUE(calculate("1 yr").uses_calendar);
  EXPECT_FALSE(calculate("1 d").uses_calendar);
}

TEST(calculate, a_value_that_does_not_exist_is_an_error) {
  EXPECT_EQ(code("1 / 0"), "no-value");
  EXPECT_EQ(code("ln(0 - 1)"), "no-value");
  EXPECT_EQ(code("x2 = -1; ln(x2)"), "no-value");
}

TEST(calculate, equal_names_are_two_draws_where_one_replaces_the_other) {
  const calculation c = calculate("a = 1 to 2; b = a; a = 1 to 2; b / a");
  EXPECT_TRUE(c.is_uncertain);
  EXPECT_GT(c.p95, 1.1);
}

TEST(calculate, says_how_powers_are_written) {
  EXPECT_EQ(fix("2**3"), "write `2^3`");
  EXPECT_EQ(fix("(1 + 2)**3"), "write `^` for a power");
}

struct session_of_lines {
  ballpark::calculation_session session;
  std::size_t line = 0;

  calculation answer(const std::string& text) {
    return session.answer(std::make_shared<const ballpark::source>("<stdin>", text, ++line));
  }
  std::string text(const std::string& expression) {
    const calculation c = answer(expression);
    return c.ok ? c.text : render(c.findings);
  }
};

TEST(calculation_session, knows_the_names_of_the_lines_before) {
  session_of_lines s;
  EXPECT_EQ(s.text("rate = 10 req/s"), "10 req/s");
  EXPECT_EQ(s.text("5 * rate"), "50 req/s");
  EXPECT_EQ(s.text("rate = 20 req/s; 2 rate"), "40 req/s");
  EXPECT_EQ(s.text("rate * 1 min"), "1.2k req");
  EXPECT_EQ(s.text("hit = 95%"), "95%");
  EXPECT_EQ(s.text("hit"), "95%");
}

TEST(calculation_session, draws_a_name_once) {
  session_of_lines s;
  EXPECT_EQ(s.text("a = 3 .. 7 kB"), "4.58 kB (3 .. 7 kB)");
  EXPECT_EQ(s.text("a - a"), "0 B");
  EXPECT_EQ(s.text("b = max(a, 0 B)"), s.text("max(a, 0 B)"));
  EXPECT_EQ(s.text("max(b - a, 0 B)"), "0 B (0 .. 0 B)");
  EXPECT_EQ(s.text("a = 3 .. 7 kB"), "4.58 kB (3 .. 7 kB)");
  EXPECT_NE(s.text("max(b - a, 0 B)"), "0 B (0 .. 0 B)");
}

TEST(calculation_session, answers_like_a_single_expression) {
  session_of_lines s;
  s.text("(1 .. 2) + (3 .. 4)");
  s.text("a = 3 .. 7 kB");
  s.text("b = 1 .. 2 kB");
  EXPECT_EQ(s.answer("a + b").p95, calculate("a = 3 .. 7 kB; b = 1 .. 2 kB; a + b").p95);
  EXPECT_EQ(s.answer("(1 .. 2) + (3 .. 4)").p95, calculate("(1 .. 2) + (3 .. 4)").p95);
}

TEST(calculation_session, knows_a_name_behind_to) {
  session_of_lines s;
  s.text("top = 10 GB");
  EXPECT_EQ(s.text("5 GB to top"), "7.07 GB (5 .. 10 GB)");
}

TEST(calculation_session, keeps_nothing_of_a_line_with_errors) {
  session_of_lines s;
  s.text("a = 1");
  s.text("a = 2; 1 kB + 1 s");
  EXPECT_EQ(s.text("a"), "1");
}

TEST(calculation_session, says_the_line) {
  session_of_lines s;
  s.text("a = 1");
  EXPECT_NE(s.text("1 + 5 kB").find("--> <stdin>:2:3\n   |\n 2 | 1 + 5 kB"), std::string::npos);
}

TEST(calculate, survives_what_people_paste) {
  for (const char* expression :
       {"",    " ",  ";",  "(",    ")",     "5 5",        "->",   "5 ->",    "x =",      "= 5",
        "$",   "%",  "?",  "@",    "5 @ 5", "..",         "5 ..", ".. 5",    "\xff\xfe", "5 \xc2",
        "a.b", "$x", "f(", "f(a=", "1e",    "1..2..3..4", "per",  "to to to"}) {
    const calculation c = calculate(expression);
    EXPECT_FALSE(c.ok && c.text.empty()) << expression;
    EXPECT_NE(c.ok, c.findings.has_errors()) << expression;
  }
  EXPECT_EQ(code(std::string(5000, '(')), "too-long");
  EXPECT_EQ(code(std::string(500, '(')), "too-deep");
  EXPECT_EQ(code(std::string(500, '-') + "1"), "too-deep");
}

}  // namespace
