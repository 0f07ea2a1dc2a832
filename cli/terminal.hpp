// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>

#include "commands.hpp"
#include "diagnostic/diagnostic.hpp"
#include "report/style.hpp"

namespace ballpark::cli {

// Colour and width of what reads this stream. NO_COLOR, TERM=dumb and a pipe mean no colour;
// COLUMNS beats the terminal's own word. The locale says whether there is more than ASCII.
[[nodiscard]] text_style style_of(int file_descriptor, color_choice choice);

[[nodiscard]] bool is_terminal(int file_descriptor);

// A result as text, for the place where it goes.
using rendering = std::function<std::string(output_format, const text_style&)>;

// Writes the result to stdout, or to the files that were asked for. A reader that has seen enough
// (`| head`) is no error. False, with a word on stderr, where something cannot be written.
[[nodiscard]] bool write_result(const rendering& result, const common_options& options);
[[nodiscard]] bool write_to_stdout(const std::string& text);

// Whether what is written to stdout still arrives.
[[nodiscard]] bool has_reader();

// The findings of a command, to stderr.
void report(const diagnostics& found, color_choice choice);

}  // namespace ballpark::cli
