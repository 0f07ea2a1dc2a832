// SPDX-License-Identifier: MIT
#include <ballpark/models/usl_fit.hpp>
#include "expression/model_table.hpp"

namespace ballpark::model_table {

namespace {

usl fit_of(argument_reader a) {
  const std::vector<double> sizes = a.numbers();
  const auto rates = a.list<dim::request_rate>();
  if (rates.size() != sizes.size()) throw std::domain_error("rates must be one for each size");
  std::vector<usl_sample> samples;
  for (std::size_t i = 0; i < sizes.size(); ++i) samples.push_back({sizes[i], rates[i]});
  return usl_fit(samples).curve;
}

}  // namespace

std::vector<function> of_fits() {
  const parameters samples = {
      numbers("sizes", "nodes, threads or users at each measurement, three or more different ones"),
      list_of(dim::request_rate, "rates", "the throughput that was measured at each size")};
  return {
      model("usl_fit_of_one", dim::request_rate, "lambda of the curve that fits measurements best",
            samples, [](argument_reader a) { return fit_of(a).of_one; }),
      model("usl_fit_contention", dim::ratio, "sigma of the curve that fits measurements best",
            samples, [](argument_reader a) { return fit_of(a).contention; }),
      model("usl_fit_coherency", dim::ratio, "kappa of the curve that fits measurements best",
            samples, [](argument_reader a) { return fit_of(a).coherency; }),
  };
}

}  // namespace ballpark::model_table
