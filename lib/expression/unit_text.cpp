// SPDX-License-Identifier: MIT
#include <cmath>
#include <memory>

#include "expression/format.hpp"
#include "expression/lexer.hpp"
#include "expression/scale.hpp"
#include "expression/unit_table.hpp"

namespace ballpark {

namespace {

bool is_unit_word(const token& t) {
  return t.kind == token_kind::word || t.kind == token_kind::dollar ||
         t.kind == token_kind::percent;
}

// The power behind a unit, and how many tokens it took.
std::pair<int, std::size_t> power_at(const std::vector<token>& tokens, std::size_t i) {
  if (tokens[i].kind == token_kind::superscript) return {static_cast<int>(tokens[i].number), 1};
  const bool power = tokens[i].kind == token_kind::caret && i + 1 < tokens.size() &&
                     tokens[i + 1].kind == token_kind::number;
  if (!power || tokens[i + 1].number > 9) return {1, 0};
  return {static_cast<int>(tokens[i + 1].number), 2};
}

// Names in the order in which they are read: time last, as in req/user/s.
struct fraction {
  std::string above;
  std::string below;
};

template <typename Name>
fraction fraction_of(const dimension& d, const char* joint, Name name) {
  fraction f;
  const auto put = [&](int i) {
    const int power = d.power[i];
    if (power == 0) return;
    std::string text(name(i));
    if (std::abs(power) > 1) text += "^" + std::to_string(std::abs(power));
    if (power > 0) f.above += (f.above.empty() ? "" : joint) + text;
    if (power < 0) f.below += "/" + text;
  };
  for (int i = 1; i < dimension::size; ++i) put(i);
  put(static_cast<int>(base::time));
  return f;
}

}  // namespace

std::optional<unit> unit_table::parse(std::string_view text) const {
  const auto in = std::make_shared<const source>("<unit>", std::string(text));
  diagnostics findings;
  const auto tokens = tokenize(in, {0, in->text().size()}, findings);
  if (!tokens || tokens->size() < 2) return std::nullopt;
  unit result;
  int sign = 1;
  for (std::size_t i = 0; (*tokens)[i].kind != token_kind::end;) {
    const token& t = (*tokens)[i++];
    if (t.kind == token_kind::slash && sign == 1) {
      sign = -1;
      continue;
    }
    const auto scale = t.kind == token_kind::word ? scale_factor(t.text) : std::nullopt;
    if (i == 1 && scale && tokens->size() > 2) {
      result.factor *= *scale;
      continue;
    }
    const bool one = i == 1 && t.kind == token_kind::number && t.number == 1;
    if (one && tokens->size() > 2) continue;
    const auto found = is_unit_word(t) ? find(t.text) : std::nullopt;
    if (!found) return std::nullopt;
    const auto [power, taken] = power_at(*tokens, i);
    i += taken;
    result.factor *= std::pow(found->factor, sign * power);
    result.dim = result.dim * found->dim.to_the(sign * power);
    result.is_calendar = result.is_calendar || found->is_calendar;
    sign = 1;
  }
  if (sign == -1) return std::nullopt;
  return result;
}

std::string base_unit_name(const dimension& dim, const unit_table& units) {
  const auto symbol = [&](int i) {
    return i == static_cast<int>(base::money) ? std::string_view("USD") : units.symbol(i);
  };
  const fraction f = fraction_of(dim, " ", symbol);
  return (f.above.empty() ? "1" : f.above) + f.below;
}

std::string describe(const dimension& dim, const unit_table& units) {
  if (dim.is_ratio()) return "a plain number";
  if (dim == dim::bandwidth) return "data rate (data/time)";
  if (dim == dim::frequency) return "frequency (1/time)";
  if (dim == dim::request_rate) return "request rate (requests/time)";
  if (dim == dim::growth_rate) return "growth per time";
  const fraction f = fraction_of(dim, " x ", [&](int i) { return units.noun(i); });
  return (f.above.empty() ? "1" : f.above) + f.below;
}

}  // namespace ballpark
