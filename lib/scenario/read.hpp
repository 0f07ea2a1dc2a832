// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "diagnostic/diagnostic.hpp"
#include "scenario/scenario.hpp"

namespace ballpark {

struct read_options {
  std::vector<std::string> set;       // "params.dau=800M users", in order
  std::vector<std::string> profiles;  // files, after those of `use:`
  std::optional<std::string> at;      // the time reported, "6 mo"
};

// The files of one scenario, parsed once; a case is read from the same trees.
class scenario_files {
 public:
  static scenario_files open(const std::filesystem::path& file, const read_options& options,
                             diagnostics& found);
  static scenario_files from_text(std::shared_ptr<const source> text, const read_options& options,
                                  diagnostics& found);

  // The scenario with these cases applied, in order, at a time other than its horizon if one is
  // given. Warnings and notes are those of the base: a case that shares them repeats none.
  [[nodiscard]] std::optional<scenario> read(const std::vector<std::string>& cases,
                                             const std::string& at, diagnostics& found) const;

  // The same with settings on top, without findings: `components.api.nodes=2`. Nothing where they
  // make no scenario.
  [[nodiscard]] std::optional<scenario> read_with(const std::vector<std::string>& cases,
                                                  const std::vector<std::string>& settings) const;
  // The machines of its profiles.
  [[nodiscard]] std::vector<std::string> machines() const;

  // A file with errors as far as its names are known, for findings about names; nothing where
  // they are not.
  [[nodiscard]] std::optional<scenario> read_in_part() const;

 private:
  struct trees;
  std::shared_ptr<const trees> trees_;
};

}  // namespace ballpark
