// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include <ballpark/models/customer_class.hpp>
#include <ballpark/models/detail/argument.hpp>

// Exact mean value analysis of a closed network of single servers with several classes of
// customers, over the lattice of all smaller populations.
//
//   N_c   customers of class c, >= 1
//   Z_c   their think time (s)
//   D_ck  demand of a cycle of class c at station k (s)
//
// R_ck = D_ck (1 + Q_k(N - 1_c)), X_c = N_c / (Z_c + sum over k of R_ck), where Q_k counts the
// customers of all classes. Exact for networks of product form; first-come first-served stations
// must serve all classes alike, processor sharing need not.
//
// The lattice has prod(N_c + 1) populations. Above `most_mva_populations` numbers the call is
// refused; approximate_mva.hpp has no such limit.
//
// Source: M. Reiser, S. S. Lavenberg, "Mean-Value Analysis of Closed Multichain Queuing Networks",
// 1980.
namespace ballpark {

// Populations times stations that are kept: 800 MB.
inline constexpr double most_mva_populations = 1e8;

namespace detail {

class mva_lattice {
 public:
  explicit mva_lattice(const std::vector<customer_class>& classes)
      : classes_(classes), demands_(demands_by_station(classes)) {
    double populations = 1;
    for (const customer_class& c : classes) {
      strides_.push_back(static_cast<std::size_t>(populations));
      populations *= c.customers + 1.0;
      require(populations * static_cast<double>(demands_.size() + 1) <= most_mva_populations,
             "mva_multiclass: populations times stations must be <= 1e8; approximate_mva",
             populations);
    }
    populations_ = static_cast<std::size_t>(populations);
  }

  // What each class sees when everybody is there.
  [[nodiscard]] std::vector<network_state> solve() const {
    std::vector<double> queues(populations_ * demands_.size(), 0);
    std::vector<int> population(classes_.size(), 0);
    for (std::size_t at = 1; at < populations_; ++at) {
      advance(population);
      fill(queues, population, at);
    }
    std::vector<network_state> states;
    for (std::size_t c = 0; c < classes_.size(); ++c) {
      const double* found = &queues[(populations_ - 1 - strides_[c]) * demands_.size()];
      std::vector<double> residence;
      for (std::size_t k = 0; k < demands_.size(); ++k) {
        residence.push_back(demands_[k][c] * (1 + found[k]));
      }
      states.push_back(state_of_class(classes_[c], residence));
    }
    return states;
  }

 private:
  // The next population in the order of the strides.
  void advance(std::vector<int>& population) const {
    std::size_t c = 0;
    while (population[c] == classes_[c].customers) population[c++] = 0;
    ++population[c];
  }

  // The queue at each station for this population, from those with one customer fewer.
  void fill(std::vector<double>& queues, const std::vector<int>& population, std::size_t at) const {
    double* here = &queues[at * demands_.size()];
    for (std::size_t c = 0; c < classes_.size(); ++c) {
      if (population[c] == 0) continue;
      const double* found = &queues[(at - strides_[c]) * demands_.size()];
      double cycle = classes_[c].think.in_base_units();
      for (std::size_t k = 0; k < demands_.size(); ++k) cycle += demands_[k][c] * (1 + found[k]);
      const double rate = population[c] / cycle;
      for (std::size_t k = 0; k < demands_.size(); ++k) {
        here[k] += rate * demands_[k][c] * (1 + found[k]);
      }
    }
  }

  const std::vector<customer_class>& classes_;
  std::vector<std::vector<double>> demands_;
  std::vector<std::size_t> strides_;
  std::size_t populations_ = 1;
};

}  // namespace detail

// One state for each class.
[[nodiscard]] inline std::vector<network_state> mva_multiclass(
    const std::vector<customer_class>& classes) {
  detail::check_classes("mva_multiclass", classes);
  return detail::mva_lattice(classes).solve();
}

}  // namespace ballpark
