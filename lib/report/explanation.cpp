// SPDX-License-Identifier: MIT
#include "report/explanation.hpp"

#include <algorithm>
#include <filesystem>
#include <vector>

#include <fmt/format.h>

#include "expression/format.hpp"
#include "report/formula.hpp"
#include "report/text_table.hpp"

namespace ballpark {
namespace {

class explanation {
 public:
  explanation(const explained_metric& m, const trace& steps, const scenario& s,
              const text_style& style)
      : m_(m), steps_(steps), s_(s), style_(style), formulas_(steps, s), seen_(steps.size()) {}

  std::string text() {
    out_ = style_.strong(m_.name) + " = " + formulas_.value(m_.number.value(), m_.dim);
    if (!m_.bound_by.empty()) out_ += ", bound by " + style_.strong(m_.bound_by);
    out_ += "\n\n";
    if (m_.number.in() == nullptr) return out_ + "It rests on no input.\n";
    derive(m_.number.node(), m_.name, m_.dim);
    inputs();
    return out_;
  }

 private:
  // The formula of a step, then those of the names in it, each once.
  void derive(std::uint32_t node, const std::string& name, const dimension& dim) {
    const step& s = steps_[node];
    const std::uint32_t body = s.kind == step_kind::named ? s.operands[0] : node;
    if (formulas_.is_symbol(body) && steps_[body].kind != step_kind::named) {
      line(name, {formulas_.with_names(body), formulas_.value(s.value, dim)});
    } else {
      line(name, {formulas_.with_names(body), formulas_.with_numbers(body),
                  formulas_.value(s.value, dim)});
    }
    collect(body);
  }

  void line(const std::string& name, std::vector<std::string> forms) {
    forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
    const std::string indent(display_width(name) + 2, ' ');
    for (std::size_t i = 0; i < forms.size(); ++i) {
      out_ += (i == 0 ? "  " + style_.strong(name) : indent) + " = " + forms[i] + "\n";
    }
  }

  void collect(std::uint32_t node) {
    if (seen_[node]) return;
    seen_[node] = true;
    const step& s = steps_[node];
    if (s.kind == step_kind::input) {
      inputs_.push_back(s.index);
    } else if (s.kind == step_kind::named) {
      derive(node, s.text, s.dim);
    } else {
      for (const auto o : s.operands) collect(o);
    }
  }

  void inputs() {
    if (inputs_.empty()) return;
    using enum text_table::align;
    text_table t({"input", "as written", "median", "origin", "where"}, {left, left, right, left, left});
    std::sort(inputs_.begin(), inputs_.end());
    for (const auto id : inputs_) {
      const scenario_value& v = s_.values.all[id];
      t.add({short_path(v.path), v.text, median(id), origin_of(v.from), where(v.where)});
    }
    out_ += "\n" + t.text(style_.width);
  }

  std::string median(value_id id) const {
    for (std::uint32_t n = 0; n < steps_.size(); ++n) {
      const step& s = steps_[n];
      if (s.kind == step_kind::input && s.index == id) {
        return formulas_.value(s.value, s_.values.all[id].dim);
      }
    }
    return "";
  }

  static std::string origin_of(const origin& o) {
    switch (o.kind) {
      case origin_kind::stated: return "stated";
      case origin_kind::assumed: return "assumed *";
      case origin_kind::measured: return "measured: " + cited(o);
      case origin_kind::published: return "published: " + cited(o);
    }
    return "";
  }

  static std::string cited(const origin& o) {
    return (o.title.empty() ? o.reference : o.title) + (o.date.empty() ? "" : ", " + o.date);
  }

  static std::string where(const place& p) {
    if (!p.in) return "";
    const auto at = p.in->locate(p.at.begin);
    return fmt::format("{}:{}:{}", p.in->name(), at.line, at.column);
  }

  const explained_metric& m_;
  const trace& steps_;
  const scenario& s_;
  const text_style& style_;
  formula_writer formulas_;
  std::vector<bool> seen_;
  std::vector<value_id> inputs_;
  std::string out_;
};

}  // namespace

std::string render_explanation(const explained_metric& metric, const trace& steps,
                               const scenario& s, const text_style& style) {
  return explanation(metric, steps, s, style).text();
}

}  // namespace ballpark
