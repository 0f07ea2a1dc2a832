// SPDX-License-Identifier: MIT
#pragma once

#include <unistd.h>

#include <fstream>
#include <string>

#include <gtest/gtest.h>

namespace ballpark::testing {

// A file with this text, of a name that no other test takes, nor the same one of another checkout.
inline std::string file_with(const std::string& text, const std::string& name) {
  const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
  std::string file = ::testing::TempDir() + "ballpark_" + test->test_suite_name() + "_" +
                     test->name() + "_" + std::to_string(getpid()) + "_" + name;
  std::ofstream(file, std::ios::binary) << text;
  return file;
}

inline std::string profile_file(const std::string& text) { return file_with(text, "profile.yaml"); }

}  // namespace ballpark::testing
