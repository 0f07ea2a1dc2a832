// SPDX-License-Identifier: MIT
#include "expression/calculate.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <map>
#include <utility>
#include <vector>

#include "expression/compile.hpp"
#include "expression/exact.hpp"
#include "expression/format.hpp"
#include "expression/parse.hpp"
#include "sampling/draws.hpp"

namespace ballpark {

namespace {

constexpr std::size_t most_samples = std::size_t{1} << 24;

struct named_draw {
  std::uint32_t slot;
  std::string key;
  distribution law;
};

struct named_value {
  std::uint32_t slot;
  program code;
};

class calculator {
 public:
  calculator(std::string text, const calculate_options& options)
      : options_(options),
        units_(options.units != nullptr ? *options.units : unit_table::standard()),
        in_(std::make_shared<const source>("<expression>", std::move(text))) {}

  calculation run() {
    const auto tree = parse(in_, parse_mode::calc, result_.findings);
    if (!tree || !compile_all(*tree)) return std::move(result_);
    result_.echo = echo(*tree);
    evaluate();
    convert(tree->root());
    write();
    result_.ok = !result_.findings.has_errors();
    return std::move(result_);
  }

 private:
  bool compile_all(const ast& tree) {
    for (const statement& s : tree.statements) {
      const auto code = compile(tree, s, context_of(s), result_.findings);
      if (!code) return false;
      result_.uses_calendar = result_.uses_calendar || code->uses_calendar;
      result_.dim = code->dim;
      warn_of_shadowing(s);
      values_.push_back({slots_++, code->code});
      if (!s.name.empty()) names_[s.name] = {code->dim, values_.back().slot};
    }
    return true;
  }

  compile_context context_of(const statement& s) {
    compile_context context;
    context.units = &units_;
    context.name = [this](std::string_view name) -> std::optional<symbol> {
      const auto found = names_.find(name);
      return found == names_.end() ? std::nullopt : std::optional(found->second);
    };
    context.names = [this] {
      std::vector<std::string> all;
      for (const auto& [name, symbol] : names_) all.push_back(name);
      return all;
    };
    context.draw = [this](const std::string& key, const distribution& d) {
      draws_.push_back({slots_, key, d});
      return slots_++;
    };
    context.key = s.name.empty() ? "expression" : s.name;
    return context;
  }

  // `x` means the ratio so rarely on its own that it may be a name without a word.
  void warn_of_shadowing(const statement& s) {
    if (s.name.empty() || s.name == "x" || !units_.find(s.name)) return;
    result_.findings.warning("shadows-unit",
                             "from here on `" + s.name + "` is this value and not the unit",
                             {in_, s.name_at}, "choose a name that is no unit");
  }

  void evaluate() {
    if (draws_.empty()) return evaluate_point();
    exact_slots known;
    for (const named_draw& d : draws_) known.draws[d.slot] = d.law;
    std::optional<monomial> last;
    for (const named_value& v : values_) {
      last = follow(v.code, known);
      if (last) known.values[v.slot] = *last;
    }
    const auto exact = last ? summarize(*last, known) : std::nullopt;
    result_.exact = exact.has_value();
    result_.is_uncertain = !last || !last->is_constant();
    take(exact ? *exact : sample());
  }

  void evaluate_point() {
    std::vector<double> row(slots_);
    for (const named_value& v : values_) row[v.slot] = v.code.evaluate(row.data());
    const double value = row[values_.back().slot];
    take({value, value, value, value, 0});
    if (!std::isfinite(value)) {
      result_.findings.error("no-value", "the expression has no finite value",
                             {in_, {0, in_->text().size()}},
                             "look for a division by zero or arguments outside a model's domain");
    }
  }

  void take(const summary& s) {
    result_.value = result_.p50 = s.p50;
    result_.p5 = s.p5;
    result_.p95 = s.p95;
    result_.mean = s.mean;
    result_.stdev = s.stdev;
  }

  std::vector<double> column(const draws& worlds, std::uint32_t index, const distribution& d) {
    std::vector<double> u(worlds.count());
    worlds.fill(index, u);
    for (double& x : u) {
      x = d.shape() == law::uniform ? d.quantile(x)
                                    : d.from_standard_normal(fast_normal_quantile(x));
    }
    return u;
  }

  summary sample() {
    const std::size_t count =
        std::bit_ceil(std::clamp<std::size_t>(options_.samples, 2, most_samples));
    draws worlds(options_.seed, count);
    std::vector<std::vector<double>> columns;
    for (const named_draw& d : draws_) columns.push_back(column(worlds, worlds.add(d.key), d.law));
    std::vector<double> row(slots_);
    std::vector<double> values(count);
    for (std::size_t k = 0; k < count; ++k) {
      for (std::size_t i = 0; i < draws_.size(); ++i) row[draws_[i].slot] = columns[i][k];
      for (const named_value& v : values_) row[v.slot] = v.code.evaluate(row.data());
      values[k] = row[values_.back().slot];
    }
    return summarize_samples(std::move(values));
  }

  // R-7 quantiles and the two-pass variance. A world without a value ranks above all others.
  summary summarize_samples(std::vector<double> values) {
    std::size_t missing = 0;
    for (double& x : values) {
      if (std::isfinite(x)) continue;
      ++missing;
      x = std::numeric_limits<double>::infinity();
    }
    warn_of_missing(missing, values.size());
    const auto quantile = [&](double p) {
      const double at = p * static_cast<double>(values.size() - 1);
      const auto nth = values.begin() + static_cast<std::ptrdiff_t>(at);
      std::nth_element(values.begin(), nth, values.end());
      const double rest = at - std::floor(at);
      if (rest == 0 || std::isinf(*nth)) return *nth;
      return *nth + rest * (*std::min_element(nth + 1, values.end()) - *nth);
    };
    const auto n = static_cast<double>(values.size());
    double mean = 0;
    for (const double x : values) mean += x / n;
    double squares = 0;
    for (const double x : values) squares += (x - mean) * (x - mean);
    return {quantile(0.05), quantile(0.5), quantile(0.95), mean, std::sqrt(squares / (n - 1))};
  }

  void warn_of_missing(std::size_t missing, std::size_t count) {
    if (missing == 0) return;
    const double share = static_cast<double>(missing) / static_cast<double>(count);
    result_.findings.warning(
        "no-value",
        "the expression has no finite value in " + format_share(share) + " of the worlds",
        {in_, {0, in_->text().size()}}, "they rank above every number");
  }

  void convert(const ast_node& root) {
    if (root.kind != node_kind::convert) return;
    std::string text = in_->text().substr(root.value.number_at.begin,
                                          root.value.number_at.end - root.value.number_at.begin);
    if (text.starts_with("1/")) text.erase(0, 1);
    const auto unit = units_.parse(text);
    if (unit) result_.target = conversion{result_.value / unit->factor, unit->factor, text};
  }

  void write() {
    const calculation& r = result_;
    const int digits = options_.significant;
    if (r.target) {
      const double f = r.target->factor;
      result_.text = format_in_unit(r.value / f, r.target->unit, digits);
      if (r.is_uncertain) {
        const std::string range = format_range_in_unit(r.p5 / f, r.p95 / f, r.target->unit, digits);
        result_.text += " (" + range + ")";
      }
      return;
    }
    result_.text = format_quantity(r.value, r.dim, units_, digits);
    if (r.is_uncertain) {
      result_.text += " (" + format_range(r.p5, r.p95, r.dim, units_, digits) + ")";
    }
  }

  const calculate_options& options_;
  const unit_table& units_;
  std::shared_ptr<const source> in_;
  std::map<std::string, symbol, std::less<>> names_;
  std::vector<named_draw> draws_;
  std::vector<named_value> values_;
  std::uint32_t slots_ = 0;
  calculation result_;
};

}  // namespace

calculation calculate(std::string text, const calculate_options& options) {
  return calculator(std::move(text), options).run();
}

}  // namespace ballpark
