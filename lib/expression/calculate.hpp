// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include <ballpark/dimension.hpp>
#include "diagnostic/diagnostic.hpp"
#include "expression/unit_table.hpp"

namespace ballpark {

struct calculate_options {
  std::size_t samples = 16384;  // rounded up to a power of two
  std::uint64_t seed = 1;
  int significant = 3;                // digits of the text
  const unit_table* units = nullptr;  // the standard table
};

// The unit that the reader asked for, `-> k req/s`, and the value in it.
struct conversion {
  double value = 0;
  double factor = 1;
  std::string unit;
};

// The answer to one expression. All values are in base units.
struct calculation {
  bool ok = false;
  double value = 0;  // without ranges the value, else the median
  dimension dim;
  std::optional<conversion> target;
  bool is_uncertain = false;
  bool exact = true;  // in closed form; else from samples
  double p5 = 0;
  double p50 = 0;
  double p95 = 0;
  double mean = 0;
  double stdev = 0;
  bool uses_calendar = false;
  bool is_percent = false;  // it is a ratio, and was written in percent
  std::string echo;         // the canonical form of what was understood
  std::string text;         // the answer as people read it: "57.9k req/s", "7.07 GB (5 .. 10 GB)"
  diagnostics findings;
};

[[nodiscard]] calculation calculate(std::string text, const calculate_options& options = {});

// A name with a value from outside.
struct given_name {
  std::string name;
  dimension dim;
  double value = 0;
  bool is_percent = false;
};

[[nodiscard]] calculation calculate(std::shared_ptr<const source> in, const given_name& given,
                                    const calculate_options& options = {});

// Another value of the same expression, as people read it.
[[nodiscard]] std::string text_of(double value, const calculation& like,
                                  const calculate_options& options = {});

struct known_names;

// Expressions one after the other: the names that one assigns are known to those behind it, and a
// name is drawn once for all of them.
class calculation_session {
 public:
  explicit calculation_session(const calculate_options& options = {});
  ~calculation_session();

  // An answer with errors assigns nothing.
  [[nodiscard]] calculation answer(std::shared_ptr<const source> in);

 private:
  calculate_options options_;
  std::unique_ptr<known_names> known_;
};

}  // namespace ballpark
