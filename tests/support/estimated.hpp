// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include <ballpark/estimate.hpp>
#include "engine/estimator.hpp"

namespace ballpark::testing {

// The estimate of a scenario text; its findings fail the test. A few worlds do where only its
// values are looked at.
inline estimate estimated(const std::string& text,
                          const estimate_options& options = {.samples = 64}) {
  try {
    return estimate_text(text, "test.yaml", options);
  } catch (const invalid_scenario& e) {
    ADD_FAILURE() << e.what();
    return {};
  }
}

// The findings of a scenario text, rendered; empty where it has none.
inline std::string findings_of(const std::string& text, const estimate_options& options = {}) {
  diagnostics found;
  auto in = std::make_shared<const source>("test.yaml", text);
  const read_options read{options.set, options.profiles, options.at};
  (void)estimator(scenario_files::from_text(std::move(in), read, found), options, found).run();
  return render(found);
}

// The prices of the built-in profile are ranges. With points instead of them nothing is uncertain
// but what the text says.
inline estimate_options with_settings(const std::vector<std::string>& settings) {
  estimate_options o;
  o.set = {"prices.egress=$0.10 /GB", "prices.cdn-egress=$0.04 /GB"};
  o.set.insert(o.set.end(), settings.begin(), settings.end());
  return o;
}

// The estimate with settings on top, nothing else uncertain.
inline estimate estimated_with(const std::string& text, const std::vector<std::string>& settings) {
  return estimated(text, with_settings(settings));
}

// The estimate under cases that meet the fleet of the base, nothing else uncertain.
inline estimate estimated_in(const std::string& text, const std::vector<std::string>& cases) {
  auto o = with_settings({});
  o.cases = cases;
  return estimated(text, o);
}

// A small system with round numbers, to be varied: 86.4M users who read once a day, 1000/s.
inline std::string with_components(const std::string& path, const std::string& components,
                                   const std::string& rest = "") {
  return "ballpark: 1\n"
         "workload:\n"
         "  users: 86.4M\n"
         "  actions:\n"
         "    read: {rate: 1 /user/day, request: 1 kB, response: 10 kB, path: " +
         path + "}\n" + "components: {" + components + "}\n" + rest;
}

}  // namespace ballpark::testing
