// SPDX-License-Identifier: MIT
#include "engine/checks.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "diagnostic/suggest.hpp"
#include "engine/percentile.hpp"
#include "expression/compile.hpp"
#include "expression/format.hpp"
#include "expression/parse.hpp"

namespace ballpark {
namespace {

constexpr dimension money_rate = dim::money / dim::time;

// Looks up the names of a left side, and says which of them are no metrics.
class metric_names {
 public:
  metric_names(const plan& p, const scenario_check& c, diagnostics& found)
      : p_(p), c_(c), found_(found) {}

  // Whether every dotted word of the tree is a metric, and there is at least one.
  bool all_known(const ast& tree) {
    bool known = true;
    for (const auto& node : tree.nodes) {
      for (const auto& word : node.value.units) {
        if (word.name.find('.') == std::string::npos) continue;
        any_ = true;
        known = is_known(word) && known;
      }
    }
    if (any_) return known;
    const auto near =
        nearest(tree.in->text().substr(c_.left.at.begin, c_.left.at.end - c_.left.at.begin),
                p_.metrics.names());
    found_.error(
        "no-metric", "there is no metric on the left of this check", c_.left,
        near ? "did you mean `" + *near + "`?"
             : "name one, such as `" + first_metric() + "`; `ballpark explain FILE` lists them");
    return false;
  }

 private:
  [[nodiscard]] std::string first_metric() const { return p_.metrics[0].name; }

  bool is_known(const unit_factor& word) {
    if (p_.metrics.find(word.name)) return true;
    report_unknown_metric(word.name, {c_.left.in, word.at}, p_, found_);
    return false;
  }

  const plan& p_;
  const scenario_check& c_;
  diagnostics& found_;
  bool any_ = false;
};

std::optional<compiled> compile_left(const scenario_check& c, const plan& p, diagnostics& found) {
  const auto tree = parse(c.left.in, c.left.at, parse_mode::file, found);
  if (!tree || !metric_names(p, c, found).all_known(*tree)) return std::nullopt;
  compile_context context;
  context.units = &p.source->units;
  context.name = [&p](std::string_view name) -> std::optional<symbol> {
    const auto id = p.metrics.find(name);
    if (!id) return std::nullopt;
    return symbol{p.metrics[*id].dim, *id};
  };
  context.names = [&p] { return p.metrics.names(); };
  return compile(*tree, context, found);
}

// "TB/mo" of `5 TB/mo`, for what is to be compared with it.
std::string rate_unit_of(const ast& tree) {
  const ast_node& root = tree.root();
  const literal& bound = root.value;
  const bool is_rate = root.kind == node_kind::literal && bound.glued.empty() &&
                       !bound.dollars && bound.slash > 0 && !bound.units.empty() &&
                       bound.units[0].at.begin < bound.slash;
  if (!is_rate) return {};
  const std::size_t begin = bound.units[0].at.begin;
  return tree.in->text().substr(begin, root.at.end - begin);
}

// `$60k/mo` beside a bill is read as the bill of a month.
std::optional<compiled_bounds> compile_right(const scenario_check& c, const dimension& left,
                                             const plan& p, diagnostics& found,
                                             std::string& rate_unit) {
  const auto tree = parse(c.right.in, c.right.at, parse_mode::file, found);
  if (!tree) return std::nullopt;
  rate_unit = rate_unit_of(*tree);
  compile_context context;
  context.units = &p.source->units;
  context.expected = {left};
  context.key = c.text.substr(0, c.left.at.end - c.left.at.begin);
  if (left == dim::money) context.expected.push_back(money_rate);
  auto bounds = compile_bounds(*tree, context, found);
  if (bounds && left == dim::money && bounds->dim == money_rate) {
    bounds->lower *= p.month;
    bounds->upper *= p.month;
  }
  return bounds;
}

// `api.utilization <= 80` says 8000 %.
bool forgot_percent(const scenario_check& c, const compiled& left, const compiled_bounds& right,
                    const plan& p, diagnostics& found) {
  const auto reads = left.code.reads();
  if (reads.size() != 1 || !p.metrics[reads[0]].is_share || right.upper <= 1) return false;
  const std::string text =
      c.right.in->text().substr(c.right.at.begin, c.right.at.end - c.right.at.begin);
  if (text.find('%') != std::string::npos || text.find('x') != std::string::npos) return false;
  found.error("share-out-of-range",
              "`" + p.metrics[reads[0]].name + "` is a share, and " + format_number(right.upper) +
                  " is " + format_share(right.upper),
              c.right, "did you mean `" + text + "%`?");
  return true;
}

// The sign between the two sides.
std::string sign_of(const scenario_check& c) {
  std::string sign = c.right.in->text().substr(c.left.at.end, c.right.at.begin - c.left.at.end);
  sign.erase(0, sign.find_first_not_of(' '));
  sign.erase(sign.find_last_not_of(' ') + 1);
  return sign;
}

// `db.disk <= 80%` compares bytes with a share.
bool meant_fill(const scenario_check& c, const compiled& left, const plan& p, diagnostics& found) {
  const auto reads = left.code.reads();
  if (reads.size() != 1 || left.dim != dim::data) return false;
  const std::string& bytes = c.right.in->text();
  const std::string text = bytes.substr(c.right.at.begin, c.right.at.end - c.right.at.begin);
  const std::string& metric = p.metrics[reads[0]].name;
  const std::string fill = metric.substr(0, metric.find('.')) + ".fill";
  if (!text.ends_with('%') || !p.metrics.find(fill)) return false;
  const std::string sign = sign_of(c);
  found.error("wrong-dimension", "`" + metric + "` is in bytes, and " + text + " is a share",
              c.right,
              "write `" + fill + " " + sign + " " + text + "`, which is how full its space is");
  return true;
}

bool satisfies(const compiled_check& c, double x) {
  using enum scenario_check::relation;
  if (!std::isfinite(x)) return false;
  switch (c.is) {
    case less:
      return x < c.lower;
    case less_equal:
      return x <= c.lower;
    case greater:
      return x > c.lower;
    case greater_equal:
      return x >= c.lower;
    case within:
      return c.lower <= x && x <= c.upper;
  }
  return false;
}

// An upper bound holds with 90 % where the p90 meets it, a lower one where the p10 does.
std::optional<double> reached_at(const compiled_check& c, double confidence,
                                 std::vector<double> values) {
  using enum scenario_check::relation;
  if (c.is == within) return std::nullopt;
  const bool is_upper = c.is == less || c.is == less_equal;
  std::sort(values.begin(), values.end());
  return reached_quantile(values, is_upper ? confidence : 1 - confidence);
}

// Metrics that a component has only where something is stated.
struct conditional_metric {
  std::string_view ends_with;
  std::string_view needs;
};

constexpr conditional_metric conditional[] = {
    {".rpo", "`replicas`, at a store that is no cache"},
    {".rto", "`failover: {detect: 30 s, promote: 60 s}`"},
    {".wan", "`replicas: 3 /region`, or calls to it that go `far`"},
    {".rejected", "a `limit`"},
    {".backlog.max", "a `limit`, or a `lag` behind a queue"},
    {".drain", "a `limit`, or a `lag` behind a queue"},
    {".headroom", "`nodes` that are stated"},
    {".lasts", "`nodes`, `shards`, `disk` or a `limit` that is stated, and growth"},
};

// What `db.rpo` would need to be there, where `db` is; else empty.
std::string needs_of(const std::string& name, const plan& p) {
  const std::string owner = name.substr(0, name.find('.') + 1);
  const auto names = p.metrics.names();
  const bool is_known = std::any_of(names.begin(), names.end(),
                                    [&](const auto& known) { return known.starts_with(owner); });
  for (const auto& c : conditional) {
    if (is_known && name.ends_with(c.ends_with)) return std::string(c.needs);
  }
  return {};
}

}  // namespace

double left_side(const compiled_check& c, const double* metrics) {
  for (const auto slot : c.reads) {
    if (!std::isfinite(metrics[slot])) return unbounded;
  }
  return c.left.evaluate(metrics);
}

void report_unknown_metric(const std::string& name, const place& where, const plan& p,
                           diagnostics& found) {
  std::string parts;
  for (const auto& known : p.metrics.names()) {
    if (known.starts_with(name + ".")) parts += (parts.empty() ? "`" : ", `") + known + "`";
  }
  if (!parts.empty()) {
    found.error("ambiguous-metric", "`" + name + "` is not one number", where,
                "write one of " + parts);
    return;
  }
  if (name == "system.breaks-first" && p.has_outlook) {
    found.error("unknown-metric", "`system.breaks-first` is a name, and no number", where,
                "write `system.lasts >= 9 mo`; `run` names what breaks first");
    return;
  }
  // What has no disks of yours still holds something.
  const std::string stored = name.substr(0, name.rfind('.')) + ".stored";
  if (name.ends_with(".disk") && p.metrics.find(stored)) {
    found.error("unknown-metric", "there is no metric `" + name + "`: no disks of yours are in it",
                where, "write `" + stored + "`, which is what it holds, with its replicas");
    return;
  }
  if (const std::string needs = needs_of(name, p); !needs.empty()) {
    found.error("unknown-metric", "there is no metric `" + name + "`", where,
                "it is there with " + needs);
    return;
  }
  const std::string fix = did_you_mean(name, p.metrics.names());
  found.error("unknown-metric", "there is no metric `" + name + "`", where,
              fix.empty() ? "`ballpark explain FILE` lists the metrics" : fix);
}

std::optional<compiled_check> compile_check(const scenario_check& c, const plan& p,
                                            diagnostics& found) {
  auto left = compile_left(c, p, found);
  if (!left) return std::nullopt;
  if (meant_fill(c, *left, p, found)) return std::nullopt;
  compiled_check out;
  const auto right = compile_right(c, left->dim, p, found, out.unit);
  if (!right || forgot_percent(c, *left, *right, p, found)) return std::nullopt;
  out.reads = left->code.reads();
  out.left = std::move(left->code);
  out.dim = left->dim;
  out.is = c.is;
  out.lower = right->lower;
  out.upper = right->upper;
  return out;
}

check_verdict judge(const compiled_check& c, double confidence, const std::vector<double>& median,
                    const world_results& worlds) {
  check_verdict v;
  v.value = left_side(c, median.data());
  v.holds = satisfies(c, v.value);
  if (worlds.columns.empty()) return v;
  std::vector<double> row(worlds.columns.size());
  std::vector<double> values(worlds.count);
  std::size_t good = 0;
  for (std::size_t k = 0; k < worlds.count; ++k) {
    for (const auto m : c.reads) row[m] = worlds.columns[m][k];
    values[k] = left_side(c, row.data());
    if (satisfies(c, values[k])) ++good;
  }
  const auto n = static_cast<double>(worlds.count);
  const double share = static_cast<double>(good) / n;
  v.probability = share;
  v.holds = share >= confidence;
  v.at_confidence = reached_at(c, confidence, std::move(values));
  v.close = std::abs(share - confidence) < 2 * std::sqrt(share * (1 - share) / n);
  return v;
}

}  // namespace ballpark
