// SPDX-License-Identifier: MIT
#include <ballpark/models/usl_fit.hpp>
#include "expression/model_table.hpp"

// The curve that fits measurements best, and what it says of other sizes.
namespace ballpark::model_table {

namespace {

fitted_usl fit_of(argument_reader& a) {
  const std::vector<double> sizes = a.numbers();
  const auto rates = a.list<dim::request_rate>();
  if (rates.size() != sizes.size()) throw std::domain_error("rates must be one for each size");
  std::vector<usl_sample> samples;
  for (std::size_t i = 0; i < sizes.size(); ++i) samples.push_back({sizes[i], rates[i]});
  return usl_fit(samples);
}

usl_prediction prediction_at(const fitted_usl& fit, double n, double level) {
  const usl_prediction p = usl_predict(fit, n, level);
  if (p.reach == usl_reach::refused) {
    throw std::domain_error("n must be at most twice the largest size that was measured");
  }
  return p;
}

// The error of an estimate at its bound is not known, nor that of any where no sample is left over.
template <typename T>
T error_in(const std::optional<T>& error) {
  if (error) return *error;
  throw std::domain_error(
      "sizes must be four or more, and the parameter not at its bound, or its error is not known");
}

// Takes the samples and a size.
quantity<dim::request_rate> throughput_of(argument_reader a) {
  const fitted_usl fit = fit_of(a);
  return *prediction_at(fit, a.number(), 0.95).throughput;
}

// Takes the samples, a size and a level.
usl_band band_of(argument_reader a, std::optional<usl_band> usl_prediction::*which) {
  const fitted_usl fit = fit_of(a);
  const double n = a.number();
  const auto band = prediction_at(fit, n, a.number()).*which;
  if (band) return *band;
  throw std::domain_error("sizes must be four or more, or there is no band");
}
usl_band curve_band(argument_reader a) { return band_of(a, &usl_prediction::curve); }
usl_band measurement_band(argument_reader a) { return band_of(a, &usl_prediction::measurement); }

std::string bound_of(const double* a) {
  argument_reader reader(a);
  return statement(fit_of(reader));
}

std::string reach_of(const double* a) {
  argument_reader reader(a);
  const fitted_usl fit = fit_of(reader);
  const bool beyond = usl_predict(fit, reader.number()).reach == usl_reach::extrapolated;
  const std::string at_bound = statement(fit);
  if (!beyond) return at_bound;
  return (at_bound.empty() ? "" : at_bound + "; ") + "n is outside of the sizes that were measured";
}

const parameters samples = {
    numbers("sizes", "nodes, threads or users at each measurement, three or more different ones"),
    list_of(dim::request_rate, "rates", "the throughput that was measured at each size")};

std::vector<function> of_parameters() {
  return all_noted(
      {
          model("usl_fit_of_one", dim::request_rate,
                "lambda of the curve that fits measurements best", samples,
                [](argument_reader a) { return fit_of(a).curve.of_one; }),
          model("usl_fit_contention", dim::ratio, "sigma of the curve that fits measurements best",
                samples, [](argument_reader a) { return fit_of(a).curve.contention; }),
          model("usl_fit_coherency", dim::ratio, "kappa of the curve that fits measurements best",
                samples, [](argument_reader a) { return fit_of(a).curve.coherency; }),
          model("usl_fit_of_one_error", dim::request_rate, "standard error of the fitted lambda",
                samples, [](argument_reader a) { return error_in(fit_of(a).of_one_error); }),
          model("usl_fit_contention_error", dim::ratio, "standard error of the fitted sigma",
                samples, [](argument_reader a) { return error_in(fit_of(a).contention_error); }),
          model("usl_fit_coherency_error", dim::ratio, "standard error of the fitted kappa",
                samples, [](argument_reader a) { return error_in(fit_of(a).coherency_error); }),
          model("usl_fit_residual_error", dim::request_rate,
                "standard deviation of a measurement around the fitted curve", samples,
                [](argument_reader a) { return error_in(fit_of(a).residual_error); }),
      },
      bound_of);
}

std::vector<function> of_predictions() {
  const parameters at_size = with(samples, number("n", "the size that is asked for"));
  const parameters in_band =
      with(at_size, optional_argument(number("level", "how likely the band holds"), 0.95));
  return all_noted(
      {
          model("usl_predict", dim::request_rate,
                "throughput at a size, by the curve that fits measurements best", at_size,
                [](argument_reader a) { return throughput_of(a); }),
          model("usl_predict_low", dim::request_rate, "the curve is likely not below, at a size",
                in_band, [](argument_reader a) { return curve_band(a).low; }),
          model("usl_predict_high", dim::request_rate, "the curve is likely not above, at a size",
                in_band, [](argument_reader a) { return curve_band(a).high; }),
          model("usl_predict_measurement_low", dim::request_rate,
                "one more measurement at a size is likely not below", in_band,
                [](argument_reader a) { return measurement_band(a).low; }),
          model("usl_predict_measurement_high", dim::request_rate,
                "one more measurement at a size is likely not above", in_band,
                [](argument_reader a) { return measurement_band(a).high; }),
      },
      reach_of);
}

}  // namespace

std::vector<function> of_fits() { return joined({of_parameters(), of_predictions()}); }

}  // namespace ballpark::model_table
