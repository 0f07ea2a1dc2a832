// SPDX-License-Identifier: MIT
#include "terminal.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

namespace ballpark::cli {
namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : value;
}

bool wants_color(int file_descriptor, color_choice choice) {
  if (choice != color_choice::automatic) return choice == color_choice::always;
  if (!environment("NO_COLOR").empty() || environment("TERM") == "dumb") return false;
  return is_terminal(file_descriptor);
}

std::size_t width_of(int file_descriptor) {
  constexpr std::size_t of_a_pipe = 1000;  // whatever reads it has no margin
  const long columns = std::strtol(std::string(environment("COLUMNS")).c_str(), nullptr, 10);
  if (columns > 0) return static_cast<std::size_t>(columns);
  winsize size{};
  if (is_terminal(file_descriptor) && ioctl(file_descriptor, TIOCGWINSZ, &size) == 0 &&
      size.ws_col > 0) {
    return size.ws_col;
  }
  return of_a_pipe;
}

bool write_file(const std::string& name, const std::string& text) {
  std::ofstream file(name, std::ios::binary);
  file << text;
  file.close();
  if (file) return true;
  std::fprintf(stderr, "ballpark: cannot write %s\n", name.c_str());
  return false;
}

}  // namespace

bool is_terminal(int file_descriptor) { return isatty(file_descriptor) == 1; }

text_style style_of(int file_descriptor, color_choice choice) {
  return {wants_color(file_descriptor, choice), width_of(file_descriptor)};
}

bool write_result(const std::string& text, const common_options& options) {
  if (options.outputs.empty()) {
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
    return true;
  }
  bool all = true;
  for (const auto& name : options.outputs) all = write_file(name, text) && all;
  return all;
}

void report(const diagnostics& found, color_choice choice) {
  if (found.empty()) return;
  diagnostics shown;
  for (const auto& d : found) {
    // Beside errors, notes only hide them.
    if (!found.has_errors() || d.level != severity::note) shown.add(d);
  }
  const std::string text = render(shown, style_of(STDERR_FILENO, choice).color);
  std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace ballpark::cli
