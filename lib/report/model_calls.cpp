// SPDX-License-Identifier: MIT
#include "report/model_calls.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

#include "report/model_pages.hpp"

namespace ballpark {

namespace {

constexpr std::string_view command = "$ ballpark calc '";

std::string_view line_at(std::string_view text, std::size_t begin) {
  return text.substr(begin, text.find('\n', begin) - begin);
}

// What stands between the quotes of a command, which may go on in further lines.
std::string quoted(std::string_view text, std::size_t begin) {
  std::string all;
  for (const char c : text.substr(begin, text.find('\'', begin) - begin)) {
    const bool is_break = c == '\\' || c == '\n' || (c == ' ' && all.ends_with(' '));
    if (!is_break) all += c;
  }
  return all;
}

// Whether `--vary` follows the quote, in its line or the next.
bool varies(std::string_view behind) {
  const std::size_t next = behind.find_first_not_of("' \\\n");
  return behind.substr(std::min(next, behind.size())).starts_with("--vary");
}

// Every call of the pages that stands alone; `--vary` draws one over a name.
std::vector<model_call> all_calls() {
  const std::string_view text = model_pages_text();
  std::vector<model_call> all;
  std::string page;
  for (std::size_t at = 0; at < text.size(); at += line_at(text, at).size() + 1) {
    const std::string_view line = line_at(text, at);
    if (line.starts_with('\f')) page = "docs/models/" + std::string(line.substr(1));
    if (!line.starts_with(command)) continue;
    const std::size_t begin = at + command.size();
    if (!varies(text.substr(text.find('\'', begin)))) all.push_back({page, quoted(text, begin)});
  }
  return all;
}

bool calls(const std::string& expression, const std::string& call) {
  const std::size_t at = expression.find(call);
  if (at == std::string::npos) return false;
  const auto before = static_cast<unsigned char>(at == 0 ? ' ' : expression[at - 1]);
  return std::isalnum(before) == 0 && before != '_';
}

// "docs/models/mmc.md" is the page of "mmc_wait".
bool is_page_of(const std::string& page, std::string_view model) {
  const std::size_t begin = page.rfind('/') + 1;
  const std::string name = page.substr(begin, page.rfind('.') - begin) + "_";
  return model.starts_with(name);
}

}  // namespace

model_call documented_call(std::string_view model) {
  static const std::vector<model_call> all = all_calls();
  const std::string call = std::string(model) + "(";
  const auto rank = [&](const model_call& c) {
    const int own = is_page_of(c.page, model) ? 1 : 0;
    return c.expression.starts_with(call) ? 2 + own : calls(c.expression, call) ? 1 : 0;
  };
  const model_call* best = nullptr;
  for (const model_call& c : all) {
    if (rank(c) > (best == nullptr ? 0 : rank(*best))) best = &c;
  }
  return best == nullptr ? model_call() : *best;
}

}  // namespace ballpark
