// SPDX-License-Identifier: MIT
#include "terminal.hpp"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>

namespace ballpark::cli {
namespace {

constexpr std::size_t width_of_a_pipe = 1'000'000;  // whatever reads it has no margin

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : value;
}

bool wants_color(int file_descriptor, color_choice choice) {
  if (choice != color_choice::automatic) return choice == color_choice::always;
  if (!environment("NO_COLOR").empty() || environment("TERM") == "dumb") return false;
  return is_terminal(file_descriptor);
}

long columns_wanted() {
  return std::strtol(std::string(environment("COLUMNS")).c_str(), nullptr, 10);
}

std::size_t width_of(int file_descriptor) {
  const long columns = columns_wanted();
  if (columns > 0) return static_cast<std::size_t>(columns);
  winsize size{};
  if (is_terminal(file_descriptor) && ioctl(file_descriptor, TIOCGWINSZ, &size) == 0 &&
      size.ws_col > 0) {
    return size.ws_col;
  }
  return width_of_a_pipe;
}

// As the C library decides: the first of these that is set counts.
bool locale_is_utf8() {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const std::string_view locale = environment(name);
    if (locale.empty()) continue;
    for (const char* utf8 : {"UTF-8", "utf-8", "UTF8", "utf8"}) {
      if (locale.find(utf8) != std::string_view::npos) return true;
    }
    return false;
  }
  return false;
}

bool complain(const std::string& name, int reason) {
  std::fprintf(stderr, "ballpark: cannot write to %s: %s\n", name.c_str(), std::strerror(reason));
  return false;
}

bool write_file(const std::string& name, const std::string& text) {
  std::FILE* file = std::fopen(name.c_str(), "wb");
  if (file == nullptr) return complain("`" + name + "`", errno);
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  const int reason = errno;
  // What is still buffered is written now, and may not find room.
  const bool closed = std::fclose(file) == 0;
  return (written && closed) || complain("`" + name + "`", written ? errno : reason);
}

// A file has the colours and the width that were asked for, and none of the terminal's.
text_style style_of_file(color_choice choice) {
  const long columns = columns_wanted();
  return {choice == color_choice::always,
          columns > 0 ? static_cast<std::size_t>(columns) : width_of_a_pipe, locale_is_utf8()};
}

}  // namespace

bool is_terminal(int file_descriptor) { return isatty(file_descriptor) == 1; }

text_style style_of(int file_descriptor, color_choice choice) {
  return {wants_color(file_descriptor, choice), width_of(file_descriptor), locale_is_utf8()};
}

bool write_to_stdout(const std::string& text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if ((written && std::fflush(stdout) == 0) || errno == EPIPE) return true;
  return complain("stdout", errno);
}

bool has_reader() { return std::ferror(stdout) == 0; }

bool write_result(const rendering& result, const common_options& options) {
  const auto text = [&](const std::string& file, text_style style) {
    style.unicode = style.unicode && !options.ascii;
    return result(format_of(options, file), style);
  };
  const auto to_stdout = [&] {
    return write_to_stdout(text("-", style_of(STDOUT_FILENO, options.color)));
  };
  if (options.outputs.empty()) return to_stdout();
  bool all = true;
  for (const auto& name : options.outputs) {
    const bool written =
        name == "-" ? to_stdout() : write_file(name, text(name, style_of_file(options.color)));
    all = written && all;
  }
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
