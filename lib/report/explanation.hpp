// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <ballpark/estimate.hpp>
#include "engine/estimator.hpp"
#include "report/style.hpp"

namespace ballpark {

// One argument of a step that has too many for a line, such as the times along a path.
struct explained_part {
  std::string label;
  std::string name;
  std::string value;
};

// One step of a derivation: what it is called, its formula with names and with numbers.
struct explained_step {
  std::string name;
  std::string formula;
  std::string numbers;                // empty where the formula names one number
  std::vector<explained_part> parts;  // instead of numbers
  double value = 0;                   // in the base unit
  std::string unit;                   // "node", "req/s", "1"
  std::string text;                   // "24 nodes"
};

struct explained_input {
  std::string path;     // "links.max-fill"
  std::string written;  // "50% .. 70%"
  double value = 0;     // its median, in the base unit
  std::string unit;
  std::string text;  // "60.4%"
  origin from;
  std::string where;  // "url_shortener.yaml:56"
};

// Where one number of an estimate comes from.
struct explanation {
  metric_result metric;
  std::string value;   // of the metric, in a readable unit
  std::string range;   // "9 .. 27", empty without ranges
  std::string intro;   // what is derived, where it is not the metric itself
  std::string caveat;  // what the method leaves out
  std::size_t worlds = 1;
  std::vector<explained_step> steps;    // the metric first, then the names in it, each once
  std::vector<explained_input> inputs;  // in the order of the file
};

// What the estimator knows of a metric, written out.
[[nodiscard]] explanation explain(const explained_metric& metric);

[[nodiscard]] std::string render_explanation(const explanation& e, const text_style& style);

}  // namespace ballpark
