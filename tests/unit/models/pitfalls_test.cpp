// SPDX-License-Identifier: MIT
#include <cmath>
#include <string>

#include <gmock/gmock.h>

#include <ballpark/literals.hpp>
#include <ballpark/models/approximate_mva.hpp>
#include <ballpark/models/littles_law.hpp>
#include <ballpark/models/mmc.hpp>
#include <ballpark/models/mva_multiclass.hpp>

// What known tools and rules of thumb get wrong, and the test that says that ballpark does not.
namespace ballpark::testing {
namespace {

struct pitfall {
  const char* what;
  const char* suite;
  const char* test;
};

constexpr pitfall pitfalls[] = {
    {"a closed network of 100 servers and 500 customers: PDQ finds a tenth of its throughput",
     "ClosedNetwork", "KeepsElevenDigitsWhereAHundredServersSaturate"},
    {"many servers anywhere in a closed network: Octave, LINE and LQNS lose digits or the sign",
     "ClosedNetwork", "AgreesWithTheReferenceForOneStationOfManyServers"},
    {"M/M/c at a = c - 1, and 1e-15 beside it: R's queueing divides by zero", "Mmc",
     "IsContinuousWhereOneServerIsIdleOnAverage"},
    {"the tail next to it", "Mmc", "HasThePublishedTailsAlsoBesideTheSingularityAtOneServerIdle"},
    {"Erlang C of a million servers at 999,000 Erlangs: factorials overflow", "ErlangC",
     "AgreesWithPublishedValuesUpToAMillionServers"},
    {"a percentile of the response is not the sum of those of wait and service", "Mmc",
     "PercentileOfTheResponseIsNotTheSumOfThoseOfItsParts"},
    {"many servers as one fast one: S / (1 - rho^c) waits too little", "Pitfalls",
     "ManyServersAreNotOneFastServer"},
    {"a USL whose coherency is at its bound: R counts it as free", "UslFit",
     "TakesErrorsFromTheFreeParametersWhereABoundIsActive"},
    {"a USL of throughputs in bytes, as of isilon: R says computationally singular", "UslFit",
     "IsTheSameInAnyUnit"},
    {"from throughput to latency and back: usl4j and usl-rs drop kappa and turn a sign", "Usl",
     "GoesFromLatencyToThroughputAndBack"},
    {"the numbers that these give", "Usl", "AgreesWithTheReferenceOfBothInverses"},
    {"a USL far beyond what was measured", "UslFit", "RefusesToPredictBeyondTwiceTheMeasuredSize"},
    {"Engset: the share of time and the share of calls", "Engset",
     "TellsTimeCongestionFromCallCongestion"},
    {"M/G/1 is idle for 1 - rho, whatever its law", "Mg1",
     "IsIdleForTheRestOfTheTimeWhateverTheLaw"},
    {"G/G/c at ca2 = cs2 = 1 is M/M/c", "EveryQueue",
     "OfPoissonArrivalsAndExponentialServiceIsMmc"},
    {"a coefficient of variation for its square", "Gg1",
     "TakesSquaresOfTheCoefficientsOfVariation"},
    {"Sakasegawa's formula at low load: 75 % and more too long", "Ggc",
     "SakasegawaIsWithinItsErrorOfMmc"},
    {"a share of 1e-18 through 1 - (1 - p)^n", "FanOut",
     "KeepsTheDigitsOfATailOfTenToTheMinusEighteen"},
    {"an unavailability of 1e-15 as 1 - A", "Availability", "IsRightAtTenToTheMinusFifteen"},
    {"several classes by an approximation that nobody asked for: R's queueing", "Pitfalls",
     "SeveralClassesAreExactUnlessAskedOtherwise"},
    {"a saturated queue: infinity, NaN, a negative wait or the end of the program", "EveryQueue",
     "WaitsLongerTheBusierItIsAndHasNoAnswerFromSaturationOn"},
    {"a load test that waits for its answers leaves the stall out", "Histogram",
     "TheCorrectionForOmissionAgreesWithTheReferenceValues"},
    {"one slow answer stands for all that were meant to start meanwhile", "Histogram",
     "AStallHidesOneRequestPerInterval"},
    {"latency, throughput and connections that cannot belong together: wrk", "Pitfalls",
     "LittlesLawFindsALatencyThatCannotBe"},
};

TEST(Pitfalls, AreHeldByTestsThatExist) {
  const auto& all = *::testing::UnitTest::GetInstance();
  const auto exists = [&](const pitfall& p) {
    for (int s = 0; s < all.total_test_suite_count(); ++s) {
      const auto& suite = *all.GetTestSuite(s);
      if (suite.name() != std::string(p.suite)) continue;
      for (int t = 0; t < suite.total_test_count(); ++t) {
        if (suite.GetTestInfo(t)->name() == std::string(p.test)) return true;
      }
    }
    return false;
  };
  for (const pitfall& p : pitfalls) EXPECT_TRUE(exists(p)) << p.suite << '.' << p.test;
}

TEST(Pitfalls, SeveralClassesAreExactUnlessAskedOtherwise) {
  // Lazowska et al., Quantitative System Performance, 1984, p. 142: 3/19 and 2/19. R's queueing
  // 0.2.12 says 0.15379 and 0.15398 by default.
  const std::vector<customer_class> two = {{1, {}, {1_s, 3_s}}, {1, {}, {2_s, 4_s}}};
  const auto exact = mva_multiclass(two);
  EXPECT_NEAR(exact[0].throughput.in(1_rps), 3.0 / 19, 1e-15);
  EXPECT_NEAR(exact[1].throughput.in(1_rps), 2.0 / 19, 1e-15);
  // Who asks for the approximation is told what it may cost: 2.6 % here.
  const auto rough = bard_schweitzer(two);
  const double off = 1 - rough[0].state.throughput / exact[0].throughput;
  EXPECT_NEAR(off, 0.026, 0.0005);
  EXPECT_GE(rough[0].relative_error, off);
}

TEST(Pitfalls, LittlesLawFindsALatencyThatCannotBe) {
  // wg/wrk#438: one connection, 5043.27 req/s, and a mean latency of 6.04 ms.
  EXPECT_GT(little_inside(5043.27_rps, 6.04_ms), 30_req);
  EXPECT_NEAR(little_time(1_req, 5043.27_rps).in(1_us), 198.28, 0.01);
  // wg/wrk#114: one connection, 17924 req/s of 42.85 us; a quarter of the time is the client's.
  EXPECT_NEAR(little_inside(17924_rps, 42.85_us).in(1_req), 0.768043, 1e-6);
}

TEST(Pitfalls, ManyServersAreNotOneFastServer) {
  // Gunther's R = S / (1 - rho^c), exact for one and two servers: the queue of 64 at rho 0.9 is
  // 41 times as long.
  const auto heuristic = [](double servers, double use) {
    return use * servers * (1 / (1 - std::pow(use, servers)) - 1);
  };
  const auto queued = [](double servers, double use) {
    return mmc({use * servers * 1_rps, 1_s, servers}).queued->in(1_req);
  };
  EXPECT_NEAR(queued(2, 0.9), heuristic(2, 0.9), 1e-12);
  EXPECT_NEAR(queued(64, 0.9) / heuristic(64, 0.9), 41, 0.5);
}

}  // namespace
}  // namespace ballpark::testing
