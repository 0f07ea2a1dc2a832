// SPDX-License-Identifier: MIT
#include "report/chart_scale.hpp"

#include <algorithm>
#include <cmath>

namespace ballpark {

namespace {

// What sums of steps lose is no reason to leave out a tick at an end.
constexpr double slack = 1e-9;

// 1, 2 or 5 times a power of ten, at least so large.
double round_up(double x) {
  const double power = std::pow(10.0, std::floor(std::log10(x)));
  for (const double leading : {1.0, 2.0, 5.0}) {
    if (leading * power >= x * (1 - slack)) return leading * power;
  }
  return 10 * power;
}

std::vector<double> every(const std::vector<double>& values, std::size_t stride) {
  std::vector<double> some;
  for (std::size_t i = 0; i < values.size(); i += stride) some.push_back(values[i]);
  return some;
}

}  // namespace

chart_scale::chart_scale(double low, double high, bool logarithmic)
    : low_(low), high_(high), logarithmic_(logarithmic) {}

double chart_scale::share(double value) const {
  return logarithmic_ ? std::log(value / low_) / std::log(high_ / low_)
                      : (value - low_) / (high_ - low_);
}

double chart_scale::step(double unit, std::size_t most) const {
  const auto gaps = static_cast<double>(std::max<std::size_t>(most, 2) - 1);
  return unit * round_up((high_ - low_) / unit / gaps);
}

// Powers of ten; where there are fewer than three, twice and five times them as well.
std::vector<double> chart_scale::decades(double unit) const {
  const bool few = std::log10(high_ / low_) < 2;
  std::vector<double> all;
  const double first = std::floor(std::log10(low_ / unit));
  const double last = std::floor(std::log10(high_ / unit) + slack);
  for (double exponent = first; exponent <= last; ++exponent) {
    for (const double leading : {1.0, 2.0, 5.0}) {
      const double tick = leading * std::pow(10.0, exponent) * unit;
      const bool within = tick >= low_ * (1 - slack) && tick <= high_ * (1 + slack);
      if (within && (few || leading == 1)) all.push_back(tick);
    }
  }
  return all;
}

std::vector<double> chart_scale::ticks(double unit, std::size_t most) const {
  if (logarithmic_) {
    const std::vector<double> all = decades(unit);
    return every(
        all, std::max<std::size_t>(1, (all.size() + most - 1) / std::max<std::size_t>(most, 1)));
  }
  const double by = step(unit, most);
  std::vector<double> all;
  const double first = std::ceil(low_ / by - slack);
  for (double i = first; i * by <= high_ + slack * by; ++i) all.push_back(i * by);
  return all;
}

chart_scale chart_scale::rounded(double unit, std::size_t most) const {
  if (logarithmic_) {
    const auto decade = [&](double x) { return unit * std::pow(10.0, x); };
    return {decade(std::floor(std::log10(low_ / unit) + slack)),
            decade(std::ceil(std::log10(high_ / unit) - slack)), true};
  }
  double by = step(unit, most);
  for (;; by = unit * round_up(by / unit * 1.5)) {
    const double low = std::floor(low_ / by + slack) * by;
    const double high = std::ceil(high_ / by - slack) * by;
    if (high - low <= by * static_cast<double>(most) * (1 - slack)) return {low, high, false};
  }
}

}  // namespace ballpark
