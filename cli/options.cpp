// SPDX-License-Identifier: MIT
#include "options.hpp"

#include <algorithm>
#include <cstdio>
#include <map>
#include <string>

#include <CLI/CLI.hpp>

#include <ballpark/version.hpp>

#include "diagnostic/suggest.hpp"

#define BALLPARK_TEXT_(x) #x
#define BALLPARK_TEXT(x) BALLPARK_TEXT_(x)

namespace ballpark::cli {
namespace {

constexpr const char* version_text =
    "ballpark " BALLPARK_TEXT(BALLPARK_VERSION_MAJOR) "." BALLPARK_TEXT(
        BALLPARK_VERSION_MINOR) "." BALLPARK_TEXT(BALLPARK_VERSION_PATCH);

constexpr const char* footer =
    "Exit codes: 0 holds, 1 an expectation fails, 2 bad input, 3 cannot be satisfied,\n"
    "4 internal error. Results go to stdout, everything else to stderr.";

const std::map<std::string, output_format> formats{{"table", output_format::table},
                                                   {"json", output_format::json}};
const std::map<std::string, color_choice> colors{{"auto", color_choice::automatic},
                                                 {"always", color_choice::always},
                                                 {"never", color_choice::never}};

void add_common(CLI::App& app, common_options& options) {
  app.add_option("--format", options.format, "table or json (default: table)")
      ->transform(CLI::Transformer(formats))
      ->type_name("FORMAT");
  app.add_option("-o,--output", options.outputs, "write to a file instead of stdout; repeatable")
      ->type_name("FILE")
      ->allow_extra_args(false);
  app.add_option("--color", options.color, "auto, always or never (default: auto)")
      ->transform(CLI::Transformer(colors))
      ->type_name("WHEN");
}

void add_sampling(CLI::App& app, std::size_t& samples, std::uint64_t& seed) {
  app.add_option("--samples", samples, "worlds, rounded up to a power of two")
      ->type_name("N")
      ->capture_default_str();
  app.add_option("--seed", seed, "of the worlds; the same seed gives the same numbers")
      ->type_name("N")
      ->capture_default_str();
}

void add_estimate(CLI::App& app, estimate_options& options) {
  app.add_option("--set", options.set, "override a value: --set params.dau='800M users'")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  app.add_option("--profile", options.profiles, "a profile after those of `use:`; repeatable")
      ->type_name("FILE")
      ->allow_extra_args(false);
  app.add_option("--at", options.at, "the time reported, such as '6 mo'; else the horizon")
      ->type_name("TIME");
  add_sampling(app, options.samples, options.seed);
  app.add_option("--threads", options.threads, "threads, 0 for all cores; no result depends on it")
      ->type_name("N");
}

// CLI11 keeps references to what it fills, so the options live beside the application.
struct command_line {
  CLI::App app{"How many servers, shards, replicas, gigabytes and dollars will this take, and how "
               "sure are we?",
               "ballpark"};
  calc_options calc;
  scenario_options run;
  scenario_options explain;
  check_options check;
  common_options listing;
  std::string only;
  std::string cases;
  int result = holds;

  command_line() {
    app.require_subcommand(1);
    app.set_version_flag("--version", version_text);
    app.set_help_all_flag("--help-all", "help of all commands");
    app.footer(footer);
    app.get_formatter()->column_width(26);
    add_calc();
    add_run();
    add_explain();
    add_check();
    add_listings();
  }

  void add_calc() {
    auto* command = app.add_subcommand(
        "calc", "evaluate an expression: ballpark calc '500M users * 10 req/user/day -> req/s'");
    command->add_option("expression", calc.words, "the expression; without it, lines of stdin");
    command->positionals_at_end();
    add_common(*command, calc.common);
    add_sampling(*command, calc.samples, calc.seed);
    command->callback([this] { result = cli::calc(calc); });
  }

  void add_case(CLI::App& command, estimate_options& options) {
    command.add_option_function<std::string>(
               "--case", [&options](const std::string& names) { split_cases(names, options); },
               "a case of the file, or several as a+b; the fleet stays the base's")
        ->type_name("NAME");
  }

  static void split_cases(const std::string& names, estimate_options& options) {
    std::size_t begin = 0;
    while (begin <= names.size()) {
      const std::size_t end = std::min(names.find('+', begin), names.size());
      std::string name = names.substr(begin, end - begin);
      name.erase(0, name.find_first_not_of(' '));
      name.erase(name.find_last_not_of(' ') + 1);
      options.cases.push_back(name);
      begin = end + 1;
    }
  }

  void add_run() {
    auto* command = app.add_subcommand("run", "the estimate of a scenario file and its checks");
    command->add_option("file", run.file, "a scenario file")->required()->type_name("FILE");
    add_common(*command, run.common);
    add_case(*command, run.estimate);
    add_estimate(*command, run.estimate);
    command->callback([this] { result = cli::run(run); });
  }

  void add_explain() {
    auto* command = app.add_subcommand("explain", "how one number of an estimate came about");
    command->add_option("file", explain.file, "a scenario file")->required()->type_name("FILE");
    command->add_option("metric", explain.metric, "a metric, such as links.nodes.needed")
        ->type_name("METRIC");
    add_common(*command, explain.common);
    add_case(*command, explain.estimate);
    add_estimate(*command, explain.estimate);
    command->callback([this] { result = cli::explain(explain); });
  }

  void add_check() {
    auto* command = app.add_subcommand("check", "read and check scenario files, for CI");
    command->add_option("files", check.files, "scenario files")->required()->type_name("FILE");
    add_common(*command, check.common);
    add_estimate(*command, check.estimate);
    command->callback([this] { result = cli::check(check); });
  }

  void add_listing(const char* name, const char* help, int (*list)(const common_options&)) {
    auto* command = app.add_subcommand(name, help);
    add_common(*command, listing);
    command->callback([this, list] { result = list(listing); });
  }

  void add_listings() {
    add_listing("models", "the models that expressions can call", cli::models);
    auto* command = app.add_subcommand("kinds", "the kinds of components, their fields and types");
    command->add_option("kind", only, "only this kind");
    add_common(*command, listing);
    command->callback([this] { result = cli::kinds(listing, only); });
    add_listing("units", "the units that quantities can have", cli::units);
    add_listing("schema", "the JSON Schema of scenario files, for editors", cli::schema);
  }
};

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* option : app.get_options()) {
    for (const auto& n : option->get_lnames()) names.push_back("--" + n);
  }
  return names;
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* c : app.get_subcommands([](const CLI::App*) { return true; })) {
    names.push_back(c->get_name());
  }
  return names;
}

// The word that CLI11 did not know, and what was probably meant.
std::string advice(const command_line& line, int argc, char** argv) {
  const CLI::App* app = &line.app;
  for (int i = 1; i < argc; ++i) {
    const std::string word(argv[i]);
    if (word.starts_with("--")) {
      const auto known = option_names(*app);
      const std::string name = word.substr(0, word.find('='));
      if (std::find(known.begin(), known.end(), name) == known.end()) {
        return "`" + name + "`: " + did_you_mean(name, known);
      }
    } else if (app == &line.app && !word.starts_with("-")) {
      const auto known = command_names(*app);
      if (std::find(known.begin(), known.end(), word) == known.end()) {
        return "`" + word + "` is not a command: " + did_you_mean(word, known);
      }
      app = line.app.get_subcommand(word);
    }
  }
  return "";
}

}  // namespace

int run_command_line(int argc, char** argv) {
  command_line line;
  try {
    line.app.parse(argc, argv);
  } catch (const CLI::Success& e) {
    return line.app.exit(e);
  } catch (const CLI::ParseError& e) {
    std::fprintf(stderr, "ballpark: %s\n", e.what());
    const std::string hint = advice(line, argc, argv);
    if (!hint.empty()) std::fprintf(stderr, "  %s\n", hint.c_str());
    std::fprintf(stderr, "  `ballpark --help` and `ballpark COMMAND --help` say what there is\n");
    return bad_input;
  }
  return line.result;
}

}  // namespace ballpark::cli
