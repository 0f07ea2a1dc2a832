// SPDX-License-Identifier: MIT
#include "engine/observations.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "expression/format.hpp"

namespace ballpark {
namespace {

constexpr double far_apart = 1.2;

std::string text_at(const place& p) {
  return p.in->text().substr(p.at.begin, p.at.end - p.at.begin);
}

}  // namespace

std::optional<compiled_check> compile_observation(const scenario_observation& o, const plan& p,
                                                  diagnostics& found) {
  scenario_check c;
  c.left = o.metric;
  c.right = o.value;
  c.text = text_at({o.metric.in, {o.metric.at.begin, o.value.at.end}});
  return compile_check(c, p, found);
}

observation observed_beside_model(const scenario_observation& o, const compiled_check& code,
                                  const scenario& s, const std::vector<double>& metrics,
                                  diagnostics& found) {
  observation out;
  out.metric = text_at(o.metric);
  out.unit = base_unit_name(code.dim, s.units);
  out.observed = code.upper;
  out.model = left_side(code, metrics.data());
  const double larger = std::max(out.observed, out.model);
  const double smaller = std::min(out.observed, out.model);
  out.differs = larger > far_apart * smaller;
  if (!out.differs) return out;
  const auto number = [&](double x) {
    if (!std::isfinite(x)) return std::string("unbounded");
    return code.dim == dimension{} ? format_share(x) : format_quantity(x, code.dim, s.units);
  };
  found.warning("far-from-observed",
                "`" + out.metric + "` was observed to be " + number(out.observed) +
                    ", and the model says " + number(out.model),
                o.value,
                "look at what it rests on: `ballpark explain FILE " + out.metric + " --at '1 s'`");
  return out;
}

}  // namespace ballpark
