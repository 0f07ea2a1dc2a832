// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "expression/functions.hpp"
#include "report/style.hpp"

// The models that expressions can call, as `ballpark models` shows them.
namespace ballpark {

using model_list = std::vector<const function*>;

[[nodiscard]] model_list all_models();
// The one of that name; else those with it in their name or topic; else in their words. Words are
// compared without regard to case.
[[nodiscard]] model_list models_like(const std::string& name);
// Their names and topics, for suggestions.
[[nodiscard]] std::vector<std::string> names_of_models();

// One line for each, by topic.
[[nodiscard]] std::string list_models(const model_list& models, const text_style& style);
// One with its arguments, its result, a call and its page.
[[nodiscard]] std::string show_model(const function& f, const text_style& style);
// The same for programs, as versioned JSON (reference_json.cpp).
[[nodiscard]] std::string models_as_json(const model_list& models);

}  // namespace ballpark
