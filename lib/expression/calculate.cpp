// SPDX-License-Identifier: MIT
#include "expression/calculate.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <set>
#include <utility>
#include <vector>

#include "expression/compile.hpp"
#include "expression/exact.hpp"
#include "expression/format.hpp"
#include "expression/known_names.hpp"
#include "expression/parse.hpp"
#include "expression/sampled.hpp"
#include "sampling/draws.hpp"

namespace ballpark {

namespace {

constexpr std::size_t most_samples = std::size_t{1} << 24;

const unit_table& units_of(const calculate_options& options) {
  return options.units != nullptr ? *options.units : unit_table::standard();
}

// Answers one expression, and adds the names that it assigns to those that are known.
class calculator {
 public:
  calculator(std::shared_ptr<const source> in, const calculate_options& options, known_names& known)
      : options_(options), units_(units_of(options)), in_(std::move(in)), known_(known) {}

  calculation run() {
    std::set<std::string, std::less<>> assigned;
    for (const auto& [name, known] : known_.names) assigned.insert(name);
    const auto tree = parse(in_, parse_mode::calc, result_.findings, std::move(assigned));
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
      result_.is_percent = code->dim.is_ratio() && is_percent(tree, s.root);
      last_ = known_.add_value(code->code);
      if (!s.name.empty()) known_.names[s.name] = {{code->dim, last_}, result_.is_percent};
    }
    return true;
  }

  compile_context context_of(const statement& s) {
    compile_context context;
    context.units = &units_;
    context.name = [this](std::string_view name) -> std::optional<symbol> {
      const auto found = known_.names.find(name);
      return found == known_.names.end() ? std::nullopt : std::optional(found->second.what);
    };
    context.names = [this] {
      std::vector<std::string> all;
      for (const auto& [name, known] : known_.names) all.push_back(name);
      return all;
    };
    context.draw = [this](const std::string& key, const distribution& d) {
      return known_.add_draw(key, d);
    };
    context.key = s.name.empty() ? "expression" : s.name;
    return context;
  }

  // Whether people would write the value in percent, because that is how they wrote it.
  [[nodiscard]] bool is_percent(const ast& tree, node_index i) const {
    const ast_node& n = tree[i];
    switch (n.kind) {
      case node_kind::literal:
        return n.value.percent || is_name_of_percent(n.value);
      case node_kind::negate:
      case node_kind::plus_minus:
        return is_percent(tree, n.operands.front());
      case node_kind::range:
        return is_percent(tree, n.operands.back());
      case node_kind::add:
      case node_kind::subtract:
        return is_percent(tree, n.operands[0]) && is_percent(tree, n.operands[1]);
      default:
        return false;
    }
  }

  [[nodiscard]] bool is_name_of_percent(const literal& l) const {
    if (l.has_number || l.units.size() != 1 || l.units[0].power != 1) return false;
    const auto known = known_.names.find(l.units[0].name);
    return known != known_.names.end() && known->second.is_percent;
  }

  // `x` means the ratio so rarely on its own that it may be a name without a word.
  void warn_of_shadowing(const statement& s) {
    if (s.name.empty() || s.name == "x" || !units_.find(s.name)) return;
    result_.findings.warning("shadows-unit",
                             "from here on `" + s.name + "` is this value and not the unit",
                             {in_, s.name_at}, "choose a name that is no unit");
  }

  void evaluate() {
    needed_ = known_.reduced_to({last_});
    if (needed_.draws.empty()) return evaluate_point();
    exact_slots slots;
    for (const known_draw& d : needed_.draws) slots.draws[d.slot] = d.law;
    std::optional<monomial> last;
    for (const known_value& v : needed_.values) {
      last = follow(v.code, slots);
      if (last) slots.values[v.slot] = *last;
    }
    const auto exact = last ? summarize(*last, slots) : std::nullopt;
    result_.exact = exact.has_value();
    result_.is_uncertain = !last || !last->is_constant();
    take(exact ? *exact : sample());
  }

  double evaluate_row(std::vector<double>& row) const {
    for (const known_value& v : needed_.values) row[v.slot] = v.code.evaluate(row.data());
    return row[last_];
  }

  void evaluate_point() {
    std::vector<double> row(needed_.slots);
    const double value = evaluate_row(row);
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

  static std::vector<double> column(draws& worlds, const known_draw& of) {
    std::vector<double> u(worlds.count());
    worlds.fill(worlds.add(of.key), u);
    for (double& x : u) {
      x = of.law.shape() == law::uniform ? of.law.quantile(x)
                                         : of.law.from_standard_normal(fast_normal_quantile(x));
    }
    return u;
  }

  summary sample() {
    const std::size_t count =
        std::bit_ceil(std::clamp<std::size_t>(options_.samples, 2, most_samples));
    draws worlds(options_.seed, count);
    std::vector<std::vector<double>> columns;
    for (const known_draw& d : needed_.draws) columns.push_back(column(worlds, d));
    std::vector<double> row(needed_.slots);
    std::vector<double> values(count);
    for (std::size_t k = 0; k < count; ++k) {
      for (std::size_t i = 0; i < columns.size(); ++i) row[needed_.draws[i].slot] = columns[i][k];
      values[k] = evaluate_row(row);
    }
    const sampled_summary s = summarize_samples(std::move(values));
    warn_of_missing(s.missing, count);
    return s.of;
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
    result_.text = ballpark::text_of(result_.value, result_, options_);
    if (result_.is_uncertain) result_.text += " (" + text_of(result_.p5, result_.p95) + ")";
  }

  [[nodiscard]] std::string text_of(double lo, double hi) const {
    const int digits = options_.significant;
    if (const auto& t = result_.target) {
      return format_range_in_unit(lo / t->factor, hi / t->factor, t->unit, digits);
    }
    if (result_.is_percent) return format_share_range(lo, hi, digits);
    return format_range(lo, hi, result_.dim, units_, digits);
  }

  const calculate_options& options_;
  const unit_table& units_;
  std::shared_ptr<const source> in_;
  known_names& known_;
  known_names needed_;      // what the answer comes from
  std::uint32_t last_ = 0;  // the slot of the answer
  calculation result_;
};

}  // namespace

calculation_session::calculation_session(const calculate_options& options)
    : options_(options), known_(std::make_unique<known_names>()) {}

calculation_session::~calculation_session() = default;

calculation calculation_session::answer(std::shared_ptr<const source> in) {
  known_names known = *known_;
  calculation result = calculator(std::move(in), options_, known).run();
  if (result.ok) *known_ = known.reduced_to_names();
  return result;
}

std::string text_of(double value, const calculation& like, const calculate_options& options) {
  const int digits = options.significant;
  if (const auto& t = like.target) return format_in_unit(value / t->factor, t->unit, digits);
  if (like.is_percent) return format_share(value, digits);
  return format_quantity(value, like.dim, units_of(options), digits);
}

calculation calculate(std::shared_ptr<const source> in, const given_name& given,
                      const calculate_options& options) {
  known_names known;
  const std::uint32_t slot = known.add_value(program(given.value, given.dim));
  known.names[given.name] = {{given.dim, slot, given.value}, given.is_percent};
  return calculator(std::move(in), options, known).run();
}

calculation calculate(std::string text, const calculate_options& options) {
  calculation_session session(options);
  return session.answer(std::make_shared<const source>("<expression>", std::move(text)));
}

}  // namespace ballpark
