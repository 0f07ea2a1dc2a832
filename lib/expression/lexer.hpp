// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diagnostic/diagnostic.hpp"

namespace ballpark {

enum class token_kind {
  number,
  word,       // a unit, a name, a keyword
  parameter,  // $name
  dollar,     // $ before an amount or as a unit
  percent,
  plus,
  minus,
  times,
  slash,
  caret,
  superscript,  // its number is the exponent
  open,
  close,
  open_list,
  close_list,
  comma,
  semicolon,
  equals,
  colon,
  arrow,
  range,       // ..
  plus_minus,  // +/-, +-, the sign
  at,
  hole,
  end,
};

struct token {
  token_kind kind = token_kind::end;
  span at;
  bool space_before = false;
  double number = 0;
  std::string_view text;  // the word, or the name of a parameter without its dollar
};

// The words of a region, the last one an `end`. Empty after a finding.
[[nodiscard]] std::optional<std::vector<token>> tokenize(const std::shared_ptr<const source>& in,
                                                         span region, diagnostics& findings);

}  // namespace ballpark
