// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include "diagnostic/suggest.hpp"
#include "expression/compiler.hpp"
#include "expression/scale.hpp"

namespace ballpark {

namespace {

bool has_code(const diagnostics& findings, std::string_view code) {
  return std::any_of(findings.begin(), findings.end(),
                     [&](const diagnostic& d) { return d.code == code; });
}

// `KB`, `KBps`, `Kbit`: a capital K that people write for a thousand.
bool is_capital_kilo(std::string_view name, const unit& u) {
  return name.size() > 1 && name[0] == 'K' && name[1] != 'i' && u.dim.exponent(base::data) == 1;
}

}  // namespace

// In calc a bare word may be a name; in files only the dotted name of a metric may.
std::optional<symbol> compiler::find_name(std::string_view name) const {
  const bool may_be = tree_.mode == parse_mode::calc || name.find('.') != std::string_view::npos;
  return may_be && context_.name ? context_.name(name) : std::nullopt;
}

bool compiler::is_unit(const std::string& name) const {
  return context_.units->find(name).has_value();
}

unit compiler::find_unit(const std::string& name, span at) {
  const auto found = context_.units->find(name);
  if (!found) refuse_unit(name, at);
  uses_calendar_ = uses_calendar_ || found->is_calendar;
  if (is_capital_kilo(name, *found) && !has_code(findings_, "capital-kilo")) {
    findings_.note("capital-kilo", "`" + name + "` is read as `k" + name.substr(1) + "`, 1000",
                   place_of(at), "write `Ki" + name.substr(1) + "` for 1024");
  }
  return *found;
}

void compiler::refuse_unit(const std::string& name, span at) {
  if (const auto refusal = context_.units->refusal(name)) {
    fail("unknown-unit", refusal->message, at, refusal->fix);
  }
  const std::vector<std::string> names =
      context_.names ? context_.names() : std::vector<std::string>();
  const std::size_t hyphen = name.find('-');
  if (hyphen != std::string::npos) {
    const std::string head = name.substr(0, hyphen);
    if (is_unit(head) || std::find(names.begin(), names.end(), head) != names.end()) {
      fail("unknown-unit", "`" + name + "` is one name, since a hyphen joins what it touches", at,
           "subtraction has spaces: `" + head + " - " + name.substr(hyphen + 1) + "`");
    }
  }
  if (std::find(names.begin(), names.end(), name) != names.end()) {
    fail("unknown-unit", "`" + name + "` is no unit", at, "a parameter is written `$" + name + "`");
  }
  fail("unknown-unit", "`" + name + "` is no unit that I know", at, suggestion(name, names));
}

// In calc a name may have been meant as well as a unit, and is the likelier one.
std::string compiler::suggestion(const std::string& name, std::vector<std::string> names) const {
  const std::vector<std::string> units = context_.units->names();
  if (tree_.mode == parse_mode::calc) {
    names.insert(names.end(), units.begin(), units.end());
    const auto near = nearest(name, names);
    return near ? "did you mean `" + *near + "`?" : "`ballpark units` lists them";
  }
  if (const auto near = nearest(name, units)) return "did you mean `" + *near + "`?";
  const auto near = nearest(name, names);
  if (near) return "did you mean `$" + *near + "`?";
  const std::string declared = "a noun that counts something is declared under `units:`";
  return context_.example.empty() ? declared
                                  : "write it as in `" + context_.example + "`; " + declared;
}

// Letters glued to a number are a scale or a unit; those that could be both are refused.
void compiler::resolve_glued(const literal& value, resolved_literal& result) {
  const std::string number = text_of(value.number_at);
  const auto two = [&](const char* readings, const std::string& fix) {
    fail("ambiguous-suffix", "`" + number + value.glued + "` may be " + readings,
         {value.number_at.begin, value.glued_at.end}, fix);
  };
  const std::string billion =
      "`" + number + "bn" + (value.units.empty() ? "" : " " + value.units[0].name) + "`";
  if (value.glued == "B") two("bytes or billions", "write `" + number + " B` or " + billion);
  if (value.glued == "b") two("bits or billions", "write `" + number + " bit` or " + billion);
  if (value.glued == "m") {
    two("minutes, months or millions",
        "write `" + number + " min`, `" + number + " mo` or `" + number + "M`");
  }
  if (const auto scale = scale_factor(value.glued)) {
    result.factor *= *scale;
  } else {
    const bool scaled = value.glued.size() > 1 && scale_factor(value.glued.substr(0, 1)) &&
                        is_unit(value.glued.substr(1)) && !is_unit(value.glued);
    if (scaled) {
      fail("unknown-unit", "`" + value.glued + "` is no unit that I know", value.glued_at,
           "write `" + number + value.glued.substr(0, 1) + " " + value.glued.substr(1) + "`");
    }
    multiply(result, {value.glued, 1, value.glued_at});
  }
}

void compiler::multiply(resolved_literal& result, const unit_factor& factor) {
  if (const auto found = find_name(factor.name)) {
    result.names.emplace_back(*found, factor.power);
    return;
  }
  const unit u = find_unit(factor.name, factor.at);
  result.factor *= std::pow(u.factor, factor.power);
  result.dim = result.dim * u.dim.to_the(factor.power);
}

resolved_literal compiler::resolve(const literal& value) {
  resolved_literal result;
  result.factor = value.number;
  if (!value.glued.empty()) resolve_glued(value, result);
  for (const unit_factor& factor : value.units) multiply(result, factor);
  if (value.percent) result.factor *= 0.01;
  // A percentage per time is growth, which is never a frequency.
  const bool growth = value.percent && result.names.empty() && result.dim == dim::frequency;
  if (growth) result.dim = dim::growth_rate;
  if (value.dollars) result.dim = result.dim * dim::money;
  return result;
}

void push_value_of(const symbol& name, program& p) {
  if (name.value) {
    p.push(*name.value);
  } else {
    p.push(instruction{operation::slot, 0, name.slot});
  }
}

program compiler::emit_literal(const literal& value, span) {
  has_literal_ = has_literal_ || value.has_number;
  const resolved_literal resolved = resolve(value);
  program p;
  // A name alone is its value, not one times it.
  const bool plain = !value.has_number && resolved.names.size() == 1 && value.units.size() == 1 &&
                     resolved.names[0].second == 1;
  if (!plain) p.push(resolved.factor);
  dimension dim = resolved.dim;
  for (const auto& [name, power] : resolved.names) {
    push_value_of(name, p);
    dim = dim * name.dim.to_the(power);
    if (std::abs(power) != 1) {
      p.push(std::abs(power));
      p.push(instruction{operation::power});
    }
    if (!plain) p.push(instruction{power > 0 ? operation::multiply : operation::divide});
  }
  p.dim = dim;
  return p;
}

// A target may begin with a scale: `k req/s`.
unit compiler::resolve_target(const literal& target) {
  unit result;
  if (target.percent) result.factor = 0.01;
  for (std::size_t i = 0; i < target.units.size(); ++i) {
    const unit_factor& factor = target.units[i];
    const auto scale = scale_factor(factor.name);
    if (i == 0 && scale && factor.power == 1 && target.units.size() > 1) {
      result.factor *= *scale;
      continue;
    }
    const unit u = find_unit(factor.name, factor.at);
    result.factor *= std::pow(u.factor, factor.power);
    result.dim = result.dim * u.dim.to_the(factor.power);
  }
  if (target.percent && result.dim == dim::frequency) result.dim = dim::growth_rate;
  return result;
}

}  // namespace ballpark
