// SPDX-License-Identifier: MIT
#include "expression/program.hpp"

#include <algorithm>
#include <cmath>

#include <ballpark/normal.hpp>
#include "expression/functions.hpp"

namespace ballpark {

namespace {

double logit(double p) { return std::log(p) - std::log1p(-p); }
double logistic(double x) { return 1 / (1 + std::exp(-x)); }

// Between two ends, in the space of their logarithms or logits.
double between(double lo, double hi, double width, double z) {
  return 0.5 * (lo + hi) + 0.5 * (hi - lo) / width * z;
}

double two_piece(double lo, double mid, double hi, double width, double z) {
  return mid + (z < 0 ? mid - lo : hi - mid) / width * z;
}

// The value of a range with computed ends, `a` its operands with the draw last.
double range_value(const instruction& step, const double* a) {
  const double w = step.width;
  switch (step.what) {
    case operation::lognormal:
      return std::exp(between(std::log(a[0]), std::log(a[1]), w, a[2]));
    case operation::logit_normal:
      return logistic(between(logit(a[0]), logit(a[1]), w, a[2]));
    case operation::two_piece:
      return std::exp(two_piece(std::log(a[0]), std::log(a[1]), std::log(a[2]), w, a[3]));
    case operation::two_piece_logit:
      return logistic(two_piece(logit(a[0]), logit(a[1]), logit(a[2]), w, a[3]));
    case operation::uniform:
      return a[0] + (a[1] - a[0]) * normal_cdf(a[2]);
    case operation::normal_between:
      return between(a[0], a[1], w, a[2]);
    default:
      return a[0] + a[1] * a[2];
  }
}

// The value of a step over its operands.
double apply(const instruction& step, const double* a) {
  switch (step.what) {
    case operation::add:
      return a[0] + a[1];
    case operation::subtract:
      return a[0] - a[1];
    case operation::multiply:
      return a[0] * a[1];
    case operation::divide:
      return a[0] / a[1];
    case operation::power:
      return std::pow(a[0], a[1]);
    case operation::min:
      return std::min(a[0], a[1]);
    case operation::max:
      return std::max(a[0], a[1]);
    case operation::negate:
      return -a[0];
    case operation::sqrt:
      return std::sqrt(a[0]);
    case operation::ln:
      return std::log(a[0]);
    case operation::log10:
      return std::log10(a[0]);
    case operation::exp:
      return std::exp(a[0]);
    // The tolerance keeps 3 * (1/3) from becoming 2.
    case operation::ceil:
      return std::ceil(a[0] - 1e-9 * std::abs(a[0]));
    case operation::floor:
      return std::floor(a[0] + 1e-9 * std::abs(a[0]));
    case operation::round:
      return std::round(a[0]);
    case operation::abs:
      return std::abs(a[0]);
    case operation::call:
      return functions()[step.index].call(a);
    default:
      return range_value(step, a);
  }
}

}  // namespace

std::size_t operands_of(const instruction& step) {
  if (step.what == operation::call) return step.count;
  if (step.what <= operation::slot) return 0;
  if (step.what <= operation::max) return 2;
  if (step.what <= operation::abs) return 1;
  const bool three_ends =
      step.what == operation::two_piece || step.what == operation::two_piece_logit;
  return three_ends ? 4 : 3;
}

double program::evaluate(const double* slots) const {
  double stack[max_depth];
  double* top = stack;
  for (const instruction& step : steps_) {
    if (step.what == operation::slot) {
      *top++ = slots[step.index];
    } else if (step.what == operation::constant) {
      *top++ = constants_[step.index];
    } else {
      top -= operands_of(step);
      *top = apply(step, top);
      ++top;
    }
  }
  return stack[0];
}

std::vector<std::uint32_t> program::reads() const {
  std::vector<std::uint32_t> slots;
  for (const instruction& step : steps_) {
    if (step.what == operation::slot) slots.push_back(step.index);
  }
  std::sort(slots.begin(), slots.end());
  slots.erase(std::unique(slots.begin(), slots.end()), slots.end());
  return slots;
}

std::vector<double> program::known_values() const {
  return constants_.size() == steps_.size() ? constants_ : std::vector<double>();
}

void program::push(double constant) {
  steps_.push_back({operation::constant, 0, static_cast<std::uint32_t>(constants_.size()), 0});
  constants_.push_back(constant);
  deepest_ = std::max(deepest_, ++depth_);
}

void program::push(const instruction& step) {
  if (fold(step)) return;
  steps_.push_back(step);
  depth_ = depth_ + 1 - operands_of(step);
  deepest_ = std::max(deepest_, depth_);
}

// Constants are numbered as they are pushed, so the last operands are the last constants.
bool program::fold(const instruction& step) {
  const std::size_t n = operands_of(step);
  if (n == 0 || steps_.size() < n) return false;
  const auto is_constant = [](const instruction& s) { return s.what == operation::constant; };
  const auto first = steps_.end() - static_cast<std::ptrdiff_t>(n);
  if (!std::all_of(first, steps_.end(), is_constant)) return false;
  const double value = apply(step, constants_.data() + (constants_.size() - n));
  steps_.resize(steps_.size() - n);
  constants_.resize(constants_.size() - n);
  depth_ -= n;
  push(value);
  return true;
}

void program::append(const program& other) {
  for (instruction step : other.steps_) {
    if (step.what == operation::constant) {
      push(other.constants_[step.index]);
    } else {
      push(step);
    }
  }
}

}  // namespace ballpark
