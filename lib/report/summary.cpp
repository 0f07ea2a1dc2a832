// SPDX-License-Identifier: MIT
#include "report/summary.hpp"

#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "expression/format.hpp"
#include "report/formula.hpp"
#include "report/text_table.hpp"

namespace ballpark {
namespace {

class summary {
 public:
  summary(const estimate& e, const scenario& s, const text_style& style)
      : e_(e), s_(s), style_(style) {
    for (const auto& m : e.metrics) by_name_.emplace(m.name, &m);
  }

  std::string text() {
    header();
    actions();
    components();
    data();
    cost();
    run_outs();
    observations();
    checks();
    overloads();
    footnote();
    return std::move(out_);
  }

 private:
  const metric_result* find(const std::string& name) const {
    const auto it = by_name_.find(name);
    return it == by_name_.end() ? nullptr : it->second;
  }

  std::string number(double value, const metric_result& m) const {
    if (!std::isfinite(value)) return "unbounded";
    const auto unit = s_.units.parse(m.unit);
    if (m.unit == "1" && reads_as_share(m.name)) return format_share(value);
    return format_quantity(value, unit ? unit->dim : dimension{}, s_.units);
  }

  // The value, or nothing where the metric is none of this scenario or says nothing.
  std::string cell(const std::string& name, bool with_unit = true) {
    const metric_result* m = find(name);
    if (m == nullptr || m->value == 0) return "";
    if (m->assumed) assumed_ = true;
    std::string text = number(m->value, *m);
    if (m->gap) gaps_.push_back(m);
    if (!with_unit) text = text.substr(0, text.find(' '));
    if (m->gap) text += "~";
    return m->assumed ? text + "*" : text;
  }

  std::string spread(const std::string& name) {
    const metric_result* m = find(name);
    if (m == nullptr || !m->spread || m->spread->p5 == m->spread->p95) return "";
    const auto lo = number(m->spread->p5, *m);
    const auto hi = number(m->spread->p95, *m);
    if (lo == hi) return "";
    return lo.substr(0, lo.find(' ')) + " .. " + hi.substr(0, hi.find(' '));
  }

  void header() {
    std::vector<std::string> facts;
    if (!s_.name.empty()) facts.push_back(style_.strong(s_.name));
    std::string cases;
    for (const auto& c : e_.cases) cases += (cases.empty() ? "case " : " + ") + c;
    if (!cases.empty()) facts.push_back(style_.strong(cases));
    if (!e_.at.empty()) facts.push_back("at " + e_.at);
    if (const auto* users = find("system.users")) facts.push_back(number(users->value, *users));
    if (e_.worlds > 1) {
      facts.push_back(fmt::format("{} worlds, seed {}", e_.worlds, e_.seed));
    }
    for (std::size_t i = 0; i < facts.size(); ++i) out_ += (i == 0 ? "" : " · ") + facts[i];
    if (!facts.empty()) out_ += "\n\n";
  }

  void section(const text_table& t) {
    if (t.empty()) return;
    out_ += t.text(style_.width) + "\n";
  }

  void actions() {
    text_table t({"action", "mean", "peak", "p50", "p99", "p99 range", "available"});
    for (const auto& a : s_.workload.actions) {
      t.add({a.name, cell(a.name + ".rate.mean"), cell(a.name + ".rate.peak"),
             cell(a.name + ".latency.p50"), cell(a.name + ".latency.p99"),
             spread(a.name + ".latency.p99"), cell(a.name + ".availability")});
    }
    section(t);
  }

  void components() {
    using enum text_table::align;
    text_table t({"component", "machine", "nodes", "needed", "bound by", "shards", "busy", "full",
                  "peak load", "per month"},
                 {left, left, right, right, left, right, right, right, right, right});
    for (const auto& c : s_.components) {
      const metric_result* nodes = find(c.name + ".nodes");
      t.add({c.name, machine_of(c), cell(c.name + ".nodes", false),
             spread(c.name + ".nodes.needed"), nodes == nullptr ? "" : nodes->bound_by,
             cell(c.name + ".shards", false), cell(c.name + ".utilization"), cell(c.name + ".fill"),
             cell(c.name + ".rate.peak"), cell(c.name + ".cost")});
    }
    section(t);
  }

  // That which was chosen from a list.
  std::string machine_of(const scenario_component& c) {
    const metric_result* step = c.steps.empty() ? nullptr : find(c.name + ".step");
    return step == nullptr ? "" : c.steps[static_cast<std::size_t>(step->value) - 1].name;
  }

  void data() {
    text_table t({"data", "items", "bytes", "range", "stored with replicas"});
    for (const auto& d : s_.data) {
      t.add({d.name, cell(d.name + ".items", false), cell(d.name + ".bytes"),
             spread(d.name + ".bytes"), stores_of(d.name)});
    }
    section(t);
  }

  std::string stores_of(const std::string& data) {
    std::string all;
    for (const auto& c : s_.components) {
      for (const auto d : c.stores) {
        if (s_.data[d].name != data) continue;
        const std::string stored = cell(c.name + ".stored");
        if (!stored.empty()) all += (all.empty() ? "" : ", ") + c.name + " " + stored;
      }
    }
    return all;
  }

  void cost() {
    const metric_result* total = find("cost.monthly");
    if (total == nullptr || total->value == 0) return;
    std::string line = " cost per month  " + cell("cost.monthly");
    if (const auto s = spread("cost.monthly"); !s.empty()) line += " (" + s + ")";
    std::string parts;
    for (const auto* part :
         {"nodes", "storage", "requests", "egress", "cdn", "cross-zone", "cross-region"}) {
      const auto c = cell(std::string("cost.") + part);
      if (!c.empty()) parts += (parts.empty() ? "" : ", ") + std::string(part) + " " + c;
    }
    out_ += wrapped(line + ": " + parts, 17, style_.width) + "\n\n";
  }

  // Until when what is stated holds the load.
  void run_outs() {
    if (e_.run_outs.empty()) return;
    text_table t({"component", "lasts", "range", "until", "runs out of", "breaks first"});
    for (const auto& r : e_.run_outs) {
      const bool ends = std::isfinite(r.value);
      const std::string lasts = !ends          ? "unbounded"
                                : r.value == 0 ? "past it now"
                                               : format_quantity(r.value, dim::time, s_.units);
      t.add({r.component, lasts, spread(r.component + ".lasts"), r.date, r.resource,
             r.first > 0 ? "in " + format_share(r.first) : ""});
    }
    section(t);
  }

  void observations() {
    text_table t({"now", "observed", "model", "model / observed"});
    for (const auto& o : e_.observations) {
      const auto number = [&](double x) {
        if (!std::isfinite(x)) return std::string("unbounded");
        const auto unit = s_.units.parse(o.unit);
        if (o.unit == "1" && reads_as_share(o.metric)) return format_share(x);
        return format_quantity(x, unit ? unit->dim : dimension{}, s_.units);
      };
      const double ratio = o.model / o.observed;
      const std::string text = std::isfinite(ratio) ? format_number(ratio) : "unbounded";
      t.add({o.metric, number(o.observed), number(o.model),
             o.differs ? style_.careful(text + " !") : text});
    }
    section(t);
  }

  void checks() {
    for (const auto& c : e_.checks) out_ += check_line(c) + "\n";
    if (!e_.checks.empty()) out_ += "\n";
  }

  std::string check_line(const check_result& c) const {
    const std::string mark = c.holds       ? style_.good("✓")
                             : c.warn_only ? style_.careful("!")
                                           : style_.bad("✗");
    std::string line = " " + mark + " " + c.check;
    if (c.probability) {
      line += fmt::format("   P {} (needs {})", format_share(*c.probability),
                          format_share(c.confidence));
      if (c.close) line += " close";
    }
    if (!c.holds) line += "   " + reached(c);
    if (!c.why.empty()) line += "   " + style_.faint(c.why);
    return line;
  }

  // What stands against the bound of a check that fails: its percentile, or the one number.
  std::string reached(const check_result& c) const {
    const double value = c.at_confidence.value_or(c.value);
    const bool is_upper = c.check.find('<') != std::string::npos;
    const double share = is_upper ? c.confidence : 1 - c.confidence;
    const std::string what = c.at_confidence ? fmt::format("p{:.3g} ", 100 * share) : "value ";
    if (!std::isfinite(value)) return what + "unbounded";
    if (c.unit == "1" && reads_as_share(c.check.substr(0, c.check.find(' ')))) {
      return what + format_share(value);
    }
    const auto as_written = s_.units.parse(c.bound_unit);
    const auto unit = s_.units.parse(c.unit);
    if (as_written && unit && as_written->dim == unit->dim) {
      return what + format_in_unit(value / as_written->factor, c.bound_unit);
    }
    return what + format_quantity(value, unit ? unit->dim : dimension{}, s_.units);
  }

  void overloads() {
    constexpr double worth_a_line = 0.01;  // of the worlds
    std::string lines;
    for (const auto& o : e_.overloads) {
      if (o.worlds < worth_a_line && o.value <= 1) continue;
      const std::string where =
          e_.worlds > 1 ? fmt::format(" in {} of the worlds", format_share(o.worlds)) : "";
      const std::string at_medians =
          std::isfinite(o.value) && o.value > 0
              ? fmt::format(": {} at the medians", format_share(o.value))
              : "";
      lines += fmt::format(" {} {} {}{}{}\n", style_.bad("!"), o.component, said_of(o), where,
                           at_medians);
    }
    for (const auto& c : e_.cold_starts) {
      lines += fmt::format(" {} while {} is empty, {} is busy to {} and cannot keep up\n",
                           style_.careful("!"), c.cache, c.component, format_share(c.value));
    }
    if (!lines.empty()) out_ += lines + "\n";
  }

  // A percentile between two modes says little; what to read instead.
  void gaps() {
    for (const auto* m : gaps_) {
      out_ += fmt::format(
          " ~ {} lies between two modes, {} .. {}: {} of the requests take longer "
          "than {}\n",
          m->name, number(m->gap->below, *m), number(m->gap->above, *m),
          format_share(m->gap->beyond), number(m->gap->middle, *m));
    }
  }

  void footnote() {
    gaps();
    if (assumed_) out_ += style_.faint(" * rests on an assumed number; `explain` names it") + "\n";
  }

  const estimate& e_;
  const scenario& s_;
  const text_style& style_;
  std::map<std::string, const metric_result*> by_name_;
  std::string out_;
  bool assumed_ = false;
  std::vector<const metric_result*> gaps_;
};

}  // namespace

std::string render_summary(const estimate& e, const scenario& s, const text_style& style) {
  return summary(e, s, style).text();
}

std::string said_of(const overload& o) {
  if (o.of == "space") return "is over-full";
  if (o.of == "limit") return "gets more on average than its limit lets through";
  if (o.of == "lag") return "never catches up with its writes on its replicas";
  if (o.of == "shards") return "needs more shards than it has";
  return "is overloaded";
}

}  // namespace ballpark
