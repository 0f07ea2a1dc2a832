// SPDX-License-Identifier: MIT
#include <cmath>
#include <random>

#include <boost/math/distributions/students_t.hpp>
#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/usl_fit.hpp>
#include "reference_cases.hpp"

namespace ballpark::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::StrEq;

std::vector<usl_sample> samples_of(const json& in, double scale = 1) {
  std::vector<usl_sample> samples;
  for (std::size_t i = 0; i < in["N"].size(); ++i) {
    samples.push_back({in["N"][i], scale * in["X"][i].get<double>() * units::requests_per_second});
  }
  return samples;
}

json dataset(const char* name) {
  for (const json& c : all_reference_cases()) {
    if (c["inputs"].value("dataset", "") == name) return c["inputs"];
  }
  ADD_FAILURE() << name;
  return {};
}

double rps(quantity<dim::request_rate> x) { return x.in(units::requests_per_second); }

TEST(UslFit, AgreesWithTheReference) {
  const reference_cases cases("usl_fit", 10);
  int at_bound = 0;
  for (const json& c : cases) {
    const fitted_usl fit = usl_fit(samples_of(c["inputs"]));
    const auto& expect = c["expect"];
    expect_as_in(c, rps(fit.curve.of_one), expect["lambda_"]);
    expect_as_in(c, fit.curve.contention, expect["sigma"]);
    expect_as_in(c, fit.curve.coherency, expect["kappa"]);
    expect_as_in(c, fit.squared_error, expect["sse"]);
    EXPECT_EQ(fit.coherency_at_bound, expect.value("kappa_bound_active", false)) << c["id"];
    if (fit.coherency_at_bound) {
      ++at_bound;
      expect_as_in(c, rps(usl_ceiling(fit.curve).value()), expect["X_limit"]);
    } else {
      const usl_peak peak = usl_peak_of(fit.curve).value();
      expect_as_in(c, peak.n, expect["N_star"]);
      expect_as_in(c, rps(peak.throughput), expect["X_at_N_star"]);
    }
  }
  EXPECT_EQ(at_bound, 2);
}

TEST(UslFit, IsTheSameInAnyUnit) {
  // Throughputs like those of isilon, in bytes, make an unscaled normal matrix singular.
  for (const double scale : {1e-9, 1e6, 1e12}) {
    const fitted_usl plain = usl_fit(samples_of(dataset("cisco")));
    const fitted_usl scaled = usl_fit(samples_of(dataset("cisco"), scale));
    EXPECT_NEAR(scaled.curve.contention / plain.curve.contention, 1, 1e-9);
    EXPECT_NEAR(scaled.curve.coherency / plain.curve.coherency, 1, 1e-9);
    EXPECT_NEAR(rps(scaled.curve.of_one) / rps(plain.curve.of_one) / scale, 1, 1e-9);
    EXPECT_NEAR(*scaled.coherency_error / *plain.coherency_error, 1, 1e-6);
  }
}

TEST(UslFit, FindsTheCurveThatItsSamplesLieOn) {
  int found = 0;
  for (const double contention : {0.001, 0.05, 0.4}) {
    for (const double coherency : {1e-6, 1e-3, 0.05}) {
      const usl u = {5000_rps, contention, coherency};
      std::vector<usl_sample> samples;
      for (const double n : {1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0}) {
        samples.push_back({n, usl_throughput(u, n)});
      }
      const fitted_usl fit = usl_fit(samples);
      EXPECT_NEAR(fit.curve.contention, contention, 1e-9);
      EXPECT_NEAR(fit.curve.coherency, coherency, 1e-10);
      EXPECT_NEAR(rps(fit.curve.of_one) / 5000, 1, 1e-9);
      ++found;
    }
  }
  EXPECT_EQ(found, 9);
}

// The residuals stand at a right angle to every free column of the Jacobian, by differences.
TEST(UslFit, LeavesNoSlopeInTheSumOfSquares) {
  const auto samples = samples_of(dataset("nodejs"));
  const fitted_usl fit = usl_fit(samples);
  const auto error = [&](double one, double contention, double coherency) {
    double sum = 0;
    for (const usl_sample& s : samples) {
      const usl u = {one * fit.curve.of_one, contention * fit.curve.contention,
                     coherency * fit.curve.coherency};
      sum += std::pow(rps(s.throughput) - rps(usl_throughput(u, s.n)), 2);
    }
    return sum;
  };
  EXPECT_NEAR(error(1, 1, 1), fit.squared_error, 1e-9);
  const double h = 1e-4;
  EXPECT_NEAR(error(1 + h, 1, 1), error(1 - h, 1, 1), 1e-7);
  EXPECT_NEAR(error(1, 1 + h, 1), error(1, 1 - h, 1), 1e-7);
  EXPECT_NEAR(error(1, 1, 1 + h), error(1, 1, 1 - h), 1e-7);
}

// The sum of squares with the best lambda for this sigma and kappa.
double squared_error(const std::vector<usl_sample>& samples, double contention, double coherency) {
  double xg = 0, gg = 0, xx = 0;
  for (const usl_sample& s : samples) {
    const double gain = rps(usl_throughput({1_rps, contention, coherency}, s.n));
    xg += rps(s.throughput) * gain;
    gg += gain * gain;
    xx += rps(s.throughput) * rps(s.throughput);
  }
  return xx - xg * xg / gg;
}

TEST(UslFit, IsNotBeatenByAGridOfParameters) {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> share(0, 1);
  for (int i = 0; i < 100; ++i) {
    const usl truth = {100_rps, i % 3 == 0 ? 0 : std::pow(share(random), 3),
                       i % 4 == 0 ? 0 : 0.1 * std::pow(share(random), 4)};
    std::vector<usl_sample> samples;
    for (const double n : {1.0, 2.0, 4.0, 8.0, 16.0, 32.0}) {
      samples.push_back({n, usl_throughput(truth, n) * (0.7 + 0.6 * share(random))});
    }
    const double fitted = usl_fit(samples).squared_error;
    double best = squared_error(samples, 0, 0);
    for (double contention = 1e-4; contention <= 1; contention *= 1.3) {
      best = std::min(best, squared_error(samples, contention, 0));
      for (double coherency = 1e-6; coherency <= 1; coherency *= 1.5) {
        best = std::min({best, squared_error(samples, contention, coherency),
                         squared_error(samples, 0, coherency)});
      }
    }
    EXPECT_LE(fitted, best * (1 + 1e-9)) << i;
  }
}

TEST(UslFit, TakesErrorsFromTheFreeParametersWhereABoundIsActive) {
  const fitted_usl fit = usl_fit(samples_of(dataset("raytracer")));
  EXPECT_EQ(fit.curve.coherency, 0);
  EXPECT_FALSE(fit.coherency_error);
  EXPECT_EQ(fit.degrees_of_freedom, 11 - 2);
  EXPECT_THAT(statement(fit), HasSubstr("kappa is at its bound 0"));
  // The two-parameter normal matrix by hand, with the columns of Amdahl's law alone.
  const double deviation = std::sqrt(697.237799748922 / 9);  // sse: usl_fit-01
  double a = 0, b = 0, c = 0;
  for (const double n : numbers(dataset("raytracer")["N"])) {
    const double den = 1 + fit.curve.contention * (n - 1);
    const double one = n / den;
    const double other = -rps(fit.curve.of_one) * n * (n - 1) / den / den;
    a += one * one;
    b += one * other;
    c += other * other;
  }
  EXPECT_NEAR(rps(*fit.of_one_error) / (deviation * std::sqrt(c / (a * c - b * b))), 1, 1e-6);
  EXPECT_NEAR(*fit.contention_error / (deviation * std::sqrt(a / (a * c - b * b))), 1, 1e-6);
}

TEST(UslFit, HasTheErrorsOfTheExactNormalMatrix) {
  // Inverted in rational numbers at the optimum of usl_fit-02.
  const fitted_usl fit = usl_fit(samples_of(dataset("raytracer6")));
  EXPECT_THAT(statement(fit), StrEq(""));
  EXPECT_NEAR(rps(*fit.of_one_error) / 0.7885063244090431, 1, 1e-6);
  EXPECT_NEAR(*fit.contention_error / 0.008390655690443864, 1, 1e-6);
  EXPECT_NEAR(*fit.coherency_error / 0.000261398494832356, 1, 1e-6);
}

TEST(UslFit, StandardErrorsAreTheSpreadOfRepeatedFits) {
  const usl truth = {1000_rps, 0.03, 0.0005};
  std::mt19937 random(1);
  std::normal_distribution<double> noise(0, 60);
  double sum = 0, squares = 0, stated = 0;
  int covered = 0;
  constexpr int fits = 2000;
  for (int i = 0; i < fits; ++i) {
    std::vector<usl_sample> samples;
    for (const double n : {1.0, 4.0, 8.0, 16.0, 24.0, 32.0, 48.0, 64.0}) {
      samples.push_back({n, usl_throughput(truth, n) + noise(random) * units::requests_per_second});
    }
    const fitted_usl fit = usl_fit(samples);
    sum += fit.curve.contention;
    squares += fit.curve.contention * fit.curve.contention;
    stated += *fit.contention_error;
    const usl_band band = *usl_predict(fit, 40, 0.9).curve;
    covered += band.low <= usl_throughput(truth, 40) && usl_throughput(truth, 40) <= band.high;
  }
  const double spread = std::sqrt(squares / fits - sum / fits * sum / fits);
  EXPECT_NEAR(stated / fits / spread, 1, 0.06);
  EXPECT_NEAR(covered / static_cast<double>(fits), 0.9, 0.025);
}

TEST(UslFit, RefusesToPredictBeyondTwiceTheMeasuredSize) {
  const fitted_usl fit = usl_fit(samples_of(dataset("cisco10")));
  EXPECT_EQ(usl_predict(fit, 10).reach, usl_reach::measured);
  EXPECT_EQ(usl_predict(fit, 20).reach, usl_reach::extrapolated);
  EXPECT_NEAR(rps(*usl_predict(fit, 20).throughput), 12572.6, 0.1);  // Schwartz 2015
  const usl_prediction far = usl_predict(fit, 20.1);
  EXPECT_EQ(far.reach, usl_reach::refused);
  EXPECT_FALSE(far.throughput);
  EXPECT_FALSE(far.curve);
}

TEST(UslFit, WidensItsBandsWithLevelAndDistance) {
  const fitted_usl fit = usl_fit(samples_of(dataset("cisco10")));
  const auto width = [&](double n, double level) {
    const usl_band band = *usl_predict(fit, n, level).curve;
    return band.high - band.low;
  };
  EXPECT_GT(width(20, 0.95), width(10, 0.95));
  EXPECT_GT(width(10, 0.99), width(10, 0.90));
  const usl_prediction p = usl_predict(fit, 8);
  EXPECT_LT(p.measurement->low, p.curve->low);
  EXPECT_GT(p.measurement->high, p.curve->high);
}

TEST(UslFit, OfThreeSamplesHasNoErrors) {
  const fitted_usl fit = usl_fit({{1, 10_rps}, {4, 30_rps}, {10, 40_rps}});
  EXPECT_EQ(fit.degrees_of_freedom, 0);
  EXPECT_FALSE(fit.of_one_error);
  EXPECT_FALSE(usl_predict(fit, 5).curve);
  EXPECT_NEAR(rps(*usl_predict(fit, 4).throughput), 30, 1e-6);
}

TEST(UslFit, SaysWhenNothingScales) {
  const fitted_usl flat = usl_fit({{1, 10_rps}, {4, 10_rps}, {10, 10_rps}, {20, 10_rps}});
  EXPECT_NEAR(flat.curve.contention, 1, 1e-6);
  const fitted_usl linear = usl_fit({{1, 10_rps}, {4, 41_rps}, {10, 102_rps}, {20, 208_rps}});
  EXPECT_EQ(linear.curve.contention, 0);
  EXPECT_EQ(linear.curve.coherency, 0);
  EXPECT_THAT(statement(linear), HasSubstr("sigma and kappa"));
  EXPECT_EQ(linear.degrees_of_freedom, 3);
}

TEST(UslFit, RefusesWhatDeterminesNoCurve) {
  EXPECT_THROW((void)usl_fit({}), std::domain_error);
  EXPECT_THROW((void)usl_fit({{1, 10_rps}, {1, 11_rps}, {2, 20_rps}}), std::domain_error);
  EXPECT_THROW((void)usl_fit({{1, 10_rps}, {2, 0_rps}, {3, 20_rps}}), std::domain_error);
  EXPECT_THROW((void)usl_fit({{0, 10_rps}, {2, 10_rps}, {3, 20_rps}}), std::domain_error);
  const fitted_usl fit = usl_fit({{1, 10_rps}, {4, 30_rps}, {10, 40_rps}});
  EXPECT_THROW((void)usl_predict(fit, 4, 1), std::domain_error);
  EXPECT_THROW((void)usl_predict(fit, 0), std::domain_error);
}

TEST(StudentT, AgreesWithBoost) {
  for (const int freedom : {1, 2, 3, 4, 5, 9, 30, 97}) {
    for (const double level : {0.5, 0.9, 0.95, 0.999}) {
      const boost::math::students_t t(freedom);
      EXPECT_NEAR(
          detail::student_t_two_sided(level, freedom) / boost::math::quantile(t, (1 + level) / 2),
          1, 1e-9);
    }
  }
}

}  // namespace
}  // namespace ballpark::testing
