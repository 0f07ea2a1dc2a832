// SPDX-License-Identifier: MIT
#include "report/curve_report.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "expression/format.hpp"
#include "report/chart.hpp"
#include "report/json.hpp"
#include "report/text_table.hpp"

namespace ballpark {

namespace {

using json = nlohmann::ordered_json;

const unit_table& standard_units() { return unit_table::standard(); }

double largest_of(const curve& c) {
  double largest = 0;
  for (const curve_point& p : c.points) {
    if (!p.answer.ok) continue;
    for (const double y : {p.answer.value, p.answer.p95}) {
      if (std::isfinite(y)) largest = std::max(largest, std::abs(y));
    }
  }
  return largest;
}

// A logarithmic axis crosses units and has round numbers of the base unit.
double unit_of_axis(double largest, const dimension& dim, bool is_log) {
  return is_log ? 1 : unit_of_format(largest, dim, standard_units());
}

chart_axis axis_of_name(const variation& over, double last) {
  const auto text = [dim = over.dim, is_percent = over.is_percent](double x) {
    return is_percent ? format_share(x) : format_quantity(x, dim, standard_units());
  };
  return {over.name, text, unit_of_axis(last, over.dim, over.is_log), over.is_log};
}

chart_axis axis_of_values(const curve& c, const std::string& name, bool is_log) {
  const calculation& like = c.sample();
  const auto text = [&like](double y) { return text_of(y, like); };
  const double unit =
      like.target ? like.target->factor : unit_of_axis(largest_of(c), like.dim, is_log);
  return {name, text, unit, is_log};
}

chart_point as_point(const curve_point& p) {
  const calculation& a = p.answer;
  if (!a.ok) return {p.x};
  if (!a.is_uncertain) return {p.x, a.value};
  return {p.x, a.value, a.p5, a.p95};
}

bool has_value(const curve_point& p) { return p.answer.ok && std::isfinite(p.answer.value); }

bool any_range(const curve& c) {
  for (const curve_point& p : c.points) {
    if (p.answer.ok && p.answer.is_uncertain) return true;
  }
  return false;
}

// A column of a spreadsheet: "value in s".
std::string column(const std::string& name, const std::string& unit) {
  return unit == "1" ? name : name + " in " + unit;
}

json number(double x) { return std::isfinite(x) ? json(x) : json(nullptr); }

}  // namespace

std::string chart_of(const curve& c, const std::string& name, bool log_values,
                     const text_style& style) {
  line_chart chart{
      axis_of_name(c.over, c.points.back().x), axis_of_values(c, name, log_values), {}, c.gap};
  for (const curve_point& p : c.points) chart.points.push_back(as_point(p));
  return draw(chart, {}, style);
}

std::string render_csv(const curve& c) {
  const calculation& like = c.sample();
  const bool ranges = any_range(c);
  const double factor = like.target ? like.target->factor : 1;
  const std::string unit =
      like.target ? like.target->unit : base_unit_name(like.dim, standard_units());
  std::string out = column(c.over.name, base_unit_name(c.over.dim, standard_units())) + "," +
                    column("value", unit);
  if (ranges) out += "," + column("p5", unit) + "," + column("p95", unit);
  out += "\n";
  for (const curve_point& p : c.points) {
    const auto cell = [&](double value) {
      return has_value(p) && std::isfinite(value) ? fmt::format(",{}", value / factor) : ",";
    };
    out += fmt::format("{}", p.x) + cell(p.answer.value);
    if (ranges) out += cell(p.answer.p5) + cell(p.answer.p95);
    out += "\n";
  }
  return out;
}

std::string render_json(const curve& c) {
  json out{
      {"ballpark", json_version},
      {"over", {{"name", c.over.name}, {"unit", base_unit_name(c.over.dim, standard_units())}}},
      {"unit", base_unit_name(c.sample().dim, standard_units())},
      {"points", json::array()}};
  for (const curve_point& p : c.points) {
    json point{{"at", p.x}, {"value", has_value(p) ? number(p.answer.value) : json(nullptr)}};
    if (p.answer.ok && p.answer.is_uncertain) {
      point["p5"] = number(p.answer.p5);
      point["p50"] = number(p.answer.p50);
      point["p95"] = number(p.answer.p95);
    }
    out["points"].push_back(std::move(point));
  }
  if (!c.gap.empty()) out["gap"] = c.gap;
  return out.dump(2) + "\n";
}

}  // namespace ballpark
