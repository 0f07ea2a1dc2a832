// SPDX-License-Identifier: MIT
#include "command_words.hpp"

#include <algorithm>

#include "diagnostic/suggest.hpp"
#include "usage.hpp"

namespace ballpark::cli {
namespace {

using strings = std::vector<std::string>;

const option_shape* find(const std::vector<option_shape>& options, const std::string& name) {
  for (const auto& o : options) {
    if (std::find(o.names.begin(), o.names.end(), name) != o.names.end()) return &o;
  }
  return nullptr;
}

const command_shape* find(const std::vector<command_shape>& commands, const std::string& name) {
  for (const auto& c : commands) {
    if (c.name == name) return &c;
  }
  return nullptr;
}

std::string call_of(const command_shape& c) {
  return "ballpark" + (c.name.empty() ? "" : " " + c.name);
}

bool is_long(const std::string& word) { return word.size() > 2 && word.starts_with("--"); }
bool is_short(const std::string& word) {
  return word.size() > 1 && word[0] == '-' && word[1] != '-';
}

// `--format=json` is `--format`, `-ofile` is `-o`.
std::string name_of(const std::string& word) {
  return is_long(word) ? word.substr(0, word.find('=')) : word.substr(0, 2);
}

bool is_help(const std::string& word) {
  return word == "-h" || word == "--help" || word == "--help-all";
}

// One expression, however the shell has cut it.
std::string joined(const strings& words) {
  std::string all;
  for (const auto& w : words) all += (all.empty() ? "" : " ") + w;
  return all;
}

// Sorts the words of one command.
class sorter {
 public:
  sorter(const command_shape& command, strings words)
      : command_(command), words_(std::move(words)) {}

  strings run() {
    while (at_ < words_.size()) take(words_[at_++]);
    const bool wants_help = std::any_of(options_.begin(), options_.end(), is_help);
    if (!wants_help) check_count();
    strings all = options_;
    if (wants_help || others_.empty()) return all;
    all.emplace_back("--");
    if (command_.is_expression) others_ = {joined(others_)};
    all.insert(all.end(), others_.begin(), others_.end());
    return all;
  }

 private:
  void take(const std::string& word) {
    if (word == "--") {
      others_.insert(others_.end(), words_.begin() + static_cast<std::ptrdiff_t>(at_),
                     words_.end());
      at_ = words_.size();
    } else if (const option_shape* option = option_of(word)) {
      take_option(*option, word);
    } else {
      others_.push_back(word);
    }
  }

  // Null for a word that is none. In an expression `-5` and `-sqrt(4)` are none.
  const option_shape* option_of(const std::string& word) {
    if (!is_long(word) && !is_short(word)) return nullptr;
    const std::string name = name_of(word);
    const bool glued = is_short(word) && word.size() > 2;
    const bool may_be_value = command_.is_expression && glued && !others_.empty();
    const option_shape* option = may_be_value ? nullptr : find(command_.options, name);
    if (option != nullptr) return option;
    const bool is_value = command_.is_expression && (is_short(word) || !is_letter(word[2]));
    if (is_value) return nullptr;
    refuse_option(name);
  }

  static bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

  [[noreturn]] void refuse_option(const std::string& name) const {
    strings known;
    for (const auto& o : command_.options)
      known.insert(known.end(), o.names.begin(), o.names.end());
    const auto near = nearest(name, known);
    throw usage_error(
        "unknown option `" + name + "`" + (near ? "; did you mean `" + *near + "`?" : ""),
        "`" + call_of(command_) + " --help` lists the options");
  }

  void take_option(const option_shape& option, const std::string& word) {
    const std::string name = name_of(word);
    options_.push_back(word);
    const std::string rest = word.substr(name.size());
    if (option.value.empty() || rest.size() > (is_long(word) ? 1 : 0)) return;
    if (rest.empty() && at_ < words_.size()) {
      options_.push_back(words_[at_++]);
      return;
    }
    throw usage_error("`" + name + "` needs a value",
                      "write `" + name + (is_long(word) ? "=" : " ") + option.value + "`");
  }

  void check_count() const {
    const std::string usage = "write `" + call_of(command_) + " " + command_.usage + "`; `" +
                              call_of(command_) + " --help` lists the options";
    if (others_.size() < command_.fewest) {
      throw usage_error("`" + command_.name + "` needs a scenario file", usage);
    }
    if (others_.size() > command_.most) {
      throw usage_error(
          "`" + others_[command_.most] + "` is one word too many for `" + command_.name + "`",
          command_.most == 0 ? "leave it out" : usage);
    }
  }

  const command_shape& command_;
  strings words_;
  std::size_t at_ = 0;
  strings options_;
  strings others_;
};

[[noreturn]] void refuse_command(const std::string& name,
                                 const std::vector<command_shape>& commands) {
  strings names;
  for (const auto& c : commands) names.push_back(c.name);
  const auto near = nearest(name, names);
  throw usage_error(
      "there is no command `" + name + "`" + (near ? "; did you mean `" + *near + "`?" : ""),
      "`ballpark --help` lists the commands");
}

// An option before the command, where only those of the program itself stand.
[[noreturn]] void refuse_global(const strings& words, const std::vector<command_shape>& commands) {
  const std::string name = name_of(words[0]);
  for (const auto& c : commands) {
    const option_shape* option = find(c.options, name);
    if (option == nullptr) continue;
    throw usage_error("`" + name + "` stands behind the command",
                      "write `ballpark COMMAND ... " + name + " " + option->value + "`");
  }
  throw usage_error("unknown option `" + name + "`", "`ballpark --help` lists the options");
}

strings help_on(const strings& words, const std::vector<command_shape>& commands) {
  if (words.empty() || words[0] == "help" || words[0].starts_with('-')) return {"--help"};
  if (find(commands, words[0]) == nullptr) refuse_command(words[0], commands);
  return words[0] == "version" ? strings{"--help"} : strings{words[0], "--help"};
}

}  // namespace

std::vector<std::string> in_order(const std::vector<std::string>& words,
                                  const command_shape& global,
                                  const std::vector<command_shape>& commands) {
  if (words.empty()) {
    throw usage_error("say what to do: `ballpark run FILE`, or `ballpark calc EXPRESSION`",
                      "`ballpark --help` lists the commands");
  }
  const std::string& first = words[0];
  if (first.starts_with('-')) {
    if (find(global.options, first) != nullptr) return {first};
    strings known;
    for (const auto& o : global.options) known.insert(known.end(), o.names.begin(), o.names.end());
    if (nearest(name_of(first), known)) return sorter(global, {first}).run();
    refuse_global(words, commands);
  }
  const strings rest(words.begin() + 1, words.end());
  if (first == "version") return {"--version"};
  if (first == "help") return help_on(rest, commands);
  const command_shape* command = find(commands, first);
  if (command == nullptr) refuse_command(first, commands);
  strings all = sorter(*command, rest).run();
  all.insert(all.begin(), first);
  return all;
}

}  // namespace ballpark::cli
