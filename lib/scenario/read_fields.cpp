// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <utility>

#include "expression/format.hpp"
#include "expression/parse.hpp"
#include "scenario/reader.hpp"

namespace ballpark {
namespace {

std::string what_fits(const wanted& what) {
  return std::string("write a value, such as `") + what.example + "`";
}

}  // namespace

// Values are shared by path: what many components inherit from a type is one value.
value_id reader::value(const document& d, const std::string& path, const wanted& what) {
  scaled_.insert(&d);
  if (const auto known = by_path_.find(path); known != by_path_.end()) return known->second;
  value_id id = no_value;
  if (d.is == document::form::missing) {
    found_.error("missing-value", "`" + path + "` has no value", d.where, what_fits(what));
  } else if (d.is == document::form::map || d.is == document::form::list) {
    const char* is = d.is == document::form::map ? "a map" : "a list";
    found_.error("not-a-quantity", "`" + path + "` takes one quantity, and this is " + is, d.where,
                 what_fits(what));
  } else if (d.is == document::form::scalar) {
    const std::string& key = d.drawn_as.empty() ? path : d.drawn_as;
    id = compiled_value(d.where, path, key, what, d.from ? *d.from : origin{});
    if (id != no_value && !d.scaled_by.empty()) id = scaled(id, d, path);
    if (id != no_value) check_range(id, what);
  }
  // A wrong number of a type is found once, not at each component that inherits it.
  by_path_.emplace(path, id);
  return id;
}

value_id reader::value_of(const document& map, std::string_view key, const std::string& path,
                          const wanted& what) {
  const auto* d = map.find(key);
  return d == nullptr ? no_value : value(*d, path + "." + std::string(key), what);
}

value_id reader::value_at(const place& text, const std::string& path, const wanted& what) {
  if (text.at.begin == text.at.end) {
    found_.error("missing-value", "a value is missing here", text, what_fits(what));
    return no_value;
  }
  const value_id id = compiled_value(text, path, path, what, {});
  if (id != no_value) check_range(id, what);
  return id;
}

value_id reader::compiled_value(const place& text, const std::string& path, const std::string& key,
                                const wanted& what, const origin& from) {
  auto code = compiled_text(text, key, what, true);
  if (!code) return no_value;
  return s_.values.add_value({path, text_of(text), text, from, code->dim, std::move(code->code)});
}

// Reads a value without keeping it: for what is checked here and computed elsewhere.
bool reader::fits(const place& text, const std::string& path, const wanted& what) {
  return compiled_text(text, path, what, false).has_value();
}

std::optional<compiled> reader::compiled_text(const place& text, const std::string& key,
                                              const wanted& what, bool keep) {
  const auto tree = parse(text.in, text.at, parse_mode::file, found_);
  if (!tree) return std::nullopt;
  compile_context context;
  context.units = &s_.units;
  context.name = [this](std::string_view name) { return symbol_of(name); };
  context.names = [this] { return parameter_names(); };
  context.draw = [this, keep](const std::string& name, const distribution& law) {
    return keep ? s_.values.add_draw(name, law) : 0;
  };
  context.key = text.in && text.in->name() == "--at" ? "--at" : key;
  context.example = what.example;
  context.expected = what.dimensions;
  context.law = what.law;
  try {
    auto code = compile(*tree, context, found_);
    if (code && fits_count(*code, text, key, what)) return code;
  } catch (const broken_value&) {
  }
  return std::nullopt;
}

// `x 5 MB` counts nothing.
bool reader::fits_count(const compiled& code, const place& text, const std::string& key,
                        const wanted& what) {
  if (!what.is_count || code.dim.is_ratio() || is_counting(code.dim)) return true;
  diagnostic& d = found_.error("wrong-unit", "`" + key + "` takes a number of things", text,
                               std::string("write a number, such as `") + what.example + "`");
  d.label = describe(code.dim, s_.units);
  return false;
}

// What every value of a kind has to fulfil, whatever is done with it.
void reader::check_range(value_id id, const wanted& what) {
  const double number = median(id);
  const scenario_value& v = s_.values.all[id];
  const std::string fix = std::string("write a value such as `") + what.example + "`";
  const auto refuse = [&](const char* code, const char* rule) {
    diagnostic& d = found_.error(code, "`" + v.path + "` " + rule, v.where, fix);
    // Of `$dau` the fault lies where the parameter stands.
    const auto known =
        v.text.starts_with('$') ? by_path_.find("params." + v.text.substr(1)) : by_path_.end();
    if (known == by_path_.end() || known->second == no_value) return;
    d.notes.push_back({s_.values.all[known->second].where, "its value"});
  };
  if (number < 0 && what.law == range_law::positive) {
    refuse("negative-value", "cannot be less than zero");
  } else if (number == 0 && what.is_divisor) {
    refuse("zero-value", "cannot be zero");
  } else if (what.is_whole && v.code.is_constant() && number != std::floor(number)) {
    refuse("not-whole", "is a whole number");
  }
}

// The value with all inputs at their medians. Slots refer to slots before them, so one pass over
// the new ones does.
double reader::median(value_id id) {
  for (std::size_t i = medians_.size(); i < s_.values.slots.size(); ++i) {
    const auto& slot = s_.values.slots[i];
    medians_.push_back(slot.is_draw ? s_.values.draws[slot.index].law.from_standard_normal(0)
                                    : s_.values.all[slot.index].code.evaluate(medians_.data()));
  }
  return medians_[s_.values.slot_of_value[id]];
}

// A number that reading itself needs, such as that of the zones.
std::optional<double> reader::fixed(value_id id) {
  if (id == no_value) return std::nullopt;
  const scenario_value& v = s_.values.all[id];
  if (v.code.is_constant()) return v.code.value();
  found_.error("not-fixed", "`" + v.path + "` takes a number, without ranges or parameters",
               v.where, "write one number; a case can set another");
  return std::nullopt;
}

// The value, and each factor that a case puts on it, as values of their own.
value_id reader::scaled(value_id base, const document& d, const std::string& path) {
  int number = 0;
  for (const auto& factor : d.scaled_by) {
    const std::string factor_path =
        path + " (scale" + (++number > 1 ? " " + std::to_string(number) : "") + ")";
    const value_id f = value(factor, factor_path, {{dim::ratio}, range_law::positive, "5x"});
    if (f == no_value) return no_value;
    scenario_value product = s_.values.all[base];
    program code;
    code.push({operation::slot, 0, s_.values.slot_of_value[base], 0});
    code.push({operation::slot, 0, s_.values.slot_of_value[f], 0});
    code.push({operation::multiply, 0, 0, 0});
    code.dim = product.dim;
    product.code = code;
    product.text += " * " + s_.values.all[f].text;
    base = s_.values.add_value(std::move(product));
  }
  return base;
}

}  // namespace ballpark
