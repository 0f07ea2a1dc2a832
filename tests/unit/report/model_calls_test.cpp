// SPDX-License-Identifier: MIT
#include "report/model_calls.hpp"

#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "expression/calculate.hpp"
#include "expression/functions.hpp"

namespace ballpark::testing {
namespace {

TEST(ModelCalls, EachHasAFiniteAnswerInTheUnitOfItsModel) {
  std::size_t called = 0;
  for (const function& f : functions()) {
    const model_call documented = documented_call(f.name);
    const std::string own = std::string(f.name) + "(";
    if (documented.expression.empty()) continue;
    ++called;
    const calculation c = calculate(documented.expression);
    EXPECT_TRUE(c.ok && std::isfinite(c.value)) << f.name << ": " << documented.expression;
    const std::string& e = documented.expression;
    if (!e.starts_with(own) || !e.ends_with(')') || f.of_anything) continue;
    EXPECT_TRUE(c.dim == f.result) << e;
  }
  EXPECT_GT(called, 300U);
}

TEST(ModelCalls, OneThatStandsOnThePageOfItsModelGoesFirst) {
  EXPECT_EQ(documented_call("mmc_wait").page, "docs/models/mmc.md");
  EXPECT_TRUE(documented_call("mmc_wait").expression.starts_with("mmc_wait("));
}

TEST(ModelCalls, ThereAreNoneOfWhatIsNoModel) {
  EXPECT_TRUE(documented_call("no_such_model").expression.empty());
}

}  // namespace
}  // namespace ballpark::testing
