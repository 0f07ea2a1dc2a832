// SPDX-License-Identifier: MIT
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

#include "engine/estimator.hpp"
#include "scenario/read.hpp"

namespace {

namespace fs = std::filesystem;
using namespace ballpark;

std::string content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string findings_of(const fs::path& file) {
  diagnostics found;
  const estimate_options options{.samples = 1};
  (void)estimator(scenario_files::open(file, {}, found), options, found).run();
  return render(found);
}

// Every file of tests/errors, with the whole text that its reader gets.
// BALLPARK_UPDATE=1 writes the texts anew.
TEST(mistakes, are_told_with_place_cause_and_fix) {
  const fs::path before = fs::current_path();
  fs::current_path(fs::path(BALLPARK_SOURCE_DIR) / "tests" / "errors");
  const bool update = std::getenv("BALLPARK_UPDATE") != nullptr;
  int files = 0;
  for (const auto& entry : fs::directory_iterator(".")) {
    if (entry.path().extension() != ".yaml") continue;
    const fs::path file = entry.path().filename();
    const fs::path expected = fs::path(file).replace_extension(".expected");
    const std::string text = findings_of(file);
    if (update) std::ofstream(expected, std::ios::binary) << text;
    EXPECT_FALSE(text.empty()) << file;
    EXPECT_EQ(text, content_of(expected)) << file;
    ++files;
  }
  fs::current_path(before);
  EXPECT_GE(files, 45);
}

TEST(mistakes, an_error_leaves_no_scenario) {
  diagnostics found;
  const fs::path file = fs::path(BALLPARK_SOURCE_DIR) / "tests/errors/unknown-key.yaml";
  EXPECT_FALSE(scenario_files::open(file, {}, found).read({}, "", found).has_value());
}

}  // namespace
