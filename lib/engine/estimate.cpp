// SPDX-License-Identifier: MIT
#include <algorithm>
#include <memory>
#include <stdexcept>

#include <ballpark/estimate.hpp>
#include "diagnostic/suggest.hpp"
#include "engine/estimator.hpp"

namespace ballpark {
namespace {

read_options read_options_of(const estimate_options& o) { return {o.set, o.profiles, o.at}; }

estimate finished(estimator& e, const diagnostics& found) {
  auto result = e.run();
  if (!result) throw invalid_scenario(render(found));
  return std::move(*result);
}

}  // namespace

estimate estimate_file(const std::string& path, const estimate_options& options) {
  diagnostics found;
  estimator e(scenario_files::open(path, read_options_of(options), found), options, found);
  return finished(e, found);
}

estimate estimate_text(const std::string& text, const std::string& name,
                       const estimate_options& options) {
  diagnostics found;
  auto in = std::make_shared<const source>(name, text);
  estimator e(scenario_files::from_text(std::move(in), read_options_of(options), found), options,
              found);
  return finished(e, found);
}

const metric_result& estimate::operator[](const std::string& name) const {
  const auto it = std::find_if(metrics.begin(), metrics.end(),
                               [&](const metric_result& m) { return m.name == name; });
  if (it != metrics.end()) return *it;
  std::vector<std::string> names;
  for (const auto& m : metrics) names.push_back(m.name);
  throw std::out_of_range("no metric `" + name + "`; " + did_you_mean(name, names));
}

bool estimate::is_feasible() const {
  return std::none_of(overloads.begin(), overloads.end(),
                      [](const overload& o) { return o.value > 1; });
}

bool estimate::holds() const {
  return std::all_of(checks.begin(), checks.end(),
                     [](const check_result& c) { return c.holds || c.warn_only; });
}

}  // namespace ballpark
