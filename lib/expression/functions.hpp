// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <ballpark/dimension.hpp>

namespace ballpark {

struct function_parameter {
  std::string_view name;
  dimension dim;
  // Takes `dim` times anything; the result is then multiplied by the same (a rate of whatever).
  bool of_anything = false;
  std::string_view help;
  // Takes one value or more, `[5 ms, 12 ms]`. `call` gets how many, and then each.
  bool is_list = false;
  // What holds, in base units, where a call leaves it out.
  std::optional<double> default_value = {};
};

// A model that expressions can call by name: `erlang_c(servers=12, load=9.5)`.
struct function {
  std::string_view name;
  std::vector<function_parameter> parameters;
  dimension result;
  bool of_anything = false;
  std::string_view help;
  // Over the arguments in base units; NaN where the model has no answer.
  double (*call)(const double* arguments);
  // Why it has none: the rule that an argument breaks, "load must be >= 0". Else empty.
  std::string (*broken_rule)(const double* arguments) = nullptr;
  // What a reader should know about an answer that there is, and its code; else empty.
  std::string (*remark)(const double* arguments) = nullptr;
  std::string_view remark_code = {};
  // Under which heading the reference lists it: "queues". See model_table::under.
  std::string_view topic = {};
};

// All models that can be called, in the order in which the reference lists them.
[[nodiscard]] const std::vector<function>& functions();
[[nodiscard]] const function* find_function(std::string_view name);
// How to call it, lists and defaults shown: "open_network_wait(arrivals=, demands=[], servers=1)".
[[nodiscard]] std::string signature_of(const function& f);

// The functions that are part of the language: min, max, sqrt, ...
[[nodiscard]] const std::vector<std::string>& arithmetic_functions();
// Both kinds by name, for suggestions.
[[nodiscard]] std::vector<std::string> function_names();

}  // namespace ballpark
