// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <gtest/gtest.h>

#include <ballpark/estimate.hpp>

namespace ballpark::testing {

// The estimate of a scenario text; its findings fail the test.
inline estimate estimated(const std::string& text, const estimate_options& options = {}) {
  try {
    return estimate_text(text, "test.yaml", options);
  } catch (const invalid_scenario& e) {
    ADD_FAILURE() << e.what();
    return {};
  }
}

// A small system with round numbers, to be varied: 1M users who each read ten times a day.
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
