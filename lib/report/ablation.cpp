// SPDX-License-Identifier: MIT
#include "report/ablation.hpp"

#include <cmath>

#include <fmt/format.h>

#include "expression/format.hpp"
#include "report/text_table.hpp"

namespace ballpark {
namespace {

class ablation_text {
 public:
  ablation_text(const ablation& a, const unit_table& units, const text_style& style)
      : a_(a), units_(units), style_(style) {}

  std::string text() {
    std::string out = wrapped(style_.strong(headline()), 0, style_.width) + "\n";
    for (const auto& t : a_.tiers) point(out, of_tier(t));
    for (const auto& t : a_.actions) point(out, of_action(t));
    point(out, bill());
    if (!a_.cold.empty() || a_.warm_up) {
      out += "\n" + wrapped(when_cold(), 0, style_.width) + "\n";
    }
    return out;
  }

 private:
  void point(std::string& out, const std::string& line) const {
    out += "  " + wrapped(line, 2, style_.width - 2) + "\n";
  }

  // Machines that are saved, and times that are shorter.
  std::string headline() const {
    bool capacity = false;
    for (const auto& t : a_.tiers) capacity = capacity || t.nodes_with < t.nodes_without;
    bool latency = false;
    for (const auto& t : a_.actions) {
      latency = latency || t.p50_with < 0.99 * t.p50_without || t.p99_with < 0.99 * t.p99_without;
    }
    const std::string answers =
        a_.hit ? fmt::format(" answers {} of its calls, and", format_share(*a_.hit)) : "";
    const char* buys = capacity && latency ? "capacity and latency"
                       : capacity          ? "capacity, not latency"
                       : latency           ? "latency, not capacity"
                                           : "neither capacity nor latency";
    return fmt::format("{}{} buys {}.", a_.component, answers, buys);
  }

  std::string of_tier(const ablation::tier& t) const {
    const double saved = t.cost_without - t.cost_with;
    return fmt::format("{}: {} instead of {}, {} a month {}", t.name, nodes(t.nodes_with),
                       number(t.nodes_without), money(std::abs(saved)),
                       saved < 0 ? "more" : "less");
  }

  std::string of_action(const ablation::action& t) const {
    return fmt::format("{}: p50 {} instead of {}, p99 {} instead of {}", t.name, time(t.p50_with),
                       time(t.p50_without), time(t.p99_with), time(t.p99_without));
  }

  std::string bill() const {
    const double saved = a_.bill_without - a_.bill_with;
    const std::string own =
        a_.nodes > 0 ? fmt::format("it costs {}, {} a month; ", nodes(a_.nodes), money(a_.cost))
                     : "";
    return fmt::format("{}the whole bill is {} {} with it: {} instead of {}", own,
                       money(std::abs(saved)), saved < 0 ? "higher" : "lower", money(a_.bill_with),
                       money(a_.bill_without));
  }

  std::string when_cold() const {
    std::string line = "While it is empty,";
    if (a_.cold_load) {
      line += fmt::format(" {} calls go on.", multiple(*a_.cold_load));
    }
    std::string busy;
    for (const auto& t : a_.cold) {
      busy += fmt::format("{}{}{} {} instead of {}{}", busy.empty() ? "" : ", ", t.name,
                          busy.empty() ? " is busy to" : "", format_share(t.cold_use),
                          format_share(t.use), t.cold_use > 1 ? " and cannot keep up" : "");
    }
    if (!busy.empty()) line += " With the machines of today " + busy + ".";
    if (a_.warm_up && std::isfinite(*a_.warm_up)) {
      line += fmt::format(" After {} it answers nine tenths of what it does when it is full.",
                          time(*a_.warm_up));
    }
    return line;
  }

  std::string number(double x) const {
    return std::isfinite(x) ? format_number(x) : std::string("unbounded");
  }
  std::string nodes(double x) const { return number(x) + (x == 1 ? " node" : " nodes"); }
  std::string multiple(double x) const {
    return std::isfinite(x) ? format_number(x) + " times as many" : std::string("all");
  }
  std::string time(double x) const {
    return std::isfinite(x) ? format_quantity(x, dim::time, units_) : std::string("unbounded");
  }
  std::string money(double x) const {
    return std::isfinite(x) ? format_quantity(x, dim::money, units_) : std::string("unbounded");
  }

  const ablation& a_;
  const unit_table& units_;
  const text_style& style_;
};

}  // namespace

std::string render_ablation(const ablation& a, const unit_table& units, const text_style& style) {
  return ablation_text(a, units, style).text();
}

}  // namespace ballpark
