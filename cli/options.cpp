// SPDX-License-Identifier: MIT
#include "options.hpp"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <limits>
#include <string>

#include <CLI/CLI.hpp>

#include <ballpark/version.hpp>
#include "command_words.hpp"
#include "terminal.hpp"
#include "usage.hpp"

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

constexpr std::size_t any_number = std::numeric_limits<std::size_t>::max();

constexpr const char* samples_help = "worlds, rounded up to a power of two";

using text_function = std::function<void(const std::string&)>;

// An option that is given twice has its last value.
CLI::Option* add_value(CLI::App& app, const char* name, const char* value, const char* help,
                       const text_function& read) {
  return app.add_option_function<std::string>(name, read, help)->type_name(value)->take_last();
}

template <typename Number>
void add_number(CLI::App& app, const char* name, Number& number, const limits& within,
                const char* help) {
  add_value(app, name, "N", help, [&number, name, within](const std::string& text) {
    number = static_cast<Number>(whole_number(name, text, within));
  })->default_str(std::to_string(number));
}

void add_list(CLI::App& app, const char* name, const char* value, const char* help,
              std::vector<std::string>& list) {
  app.add_option(name, list, help)->type_name(value)->allow_extra_args(false);
}

constexpr const char* format_help = "table or json (default: by the name of FILE, else table)";

void add_common(CLI::App& app, common_options& options, const char* formats = format_help) {
  add_value(app, "--format", "FORMAT", formats,
            [&options](const std::string& text) { options.format = format_named(text); });
  add_list(app, "-o,--output", "FILE", "write to FILE, `-` for stdout; repeatable",
           options.outputs);
  add_value(app, "--color", "WHEN", "auto, always or never (default: auto)",
            [&options](const std::string& text) { options.color = color_named(text); });
}

void add_seed(CLI::App& app, std::uint64_t& seed) {
  add_number(app, "--seed", seed, any_seed, "of the worlds; the same seed, the same numbers");
}

void split_cases(const std::string& names, estimate_options& options) {
  options.cases.clear();
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

void add_estimate(CLI::App& app, estimate_options& options) {
  add_value(app, "--case", "NAME", "a case of the file, or several as a+b",
            [&options](const std::string& names) { split_cases(names, options); });
  add_list(app, "--set", "PATH=VALUE", "override a value: params.dau='8M users'", options.set);
  add_list(app, "--profile", "FILE", "a profile after those of `use:`; repeatable",
           options.profiles);
  add_value(app, "--at", "TIME", "the time reported, such as '6 mo'; else the horizon",
            [&options](const std::string& text) { options.at = text; });
  add_number(app, "--samples", options.samples, samples_of_estimates, samples_help);
  add_seed(app, options.seed);
  add_number(app, "--threads", options.threads, any_threads,
             "0 for all cores; no result depends on it");
}

// CLI11 keeps references to what it fills, so the options live beside the application.
class command_line {
 public:
  command_line() {
    app_.require_subcommand(1);
    app_.set_help_flag("-h,--help", "this help");
    app_.set_version_flag("--version", version_text, "which program this is");
    app_.set_help_all_flag("--help-all", "help of all commands");
    app_.footer(footer);
    app_.get_formatter()->column_width(24);
    add_calc();
    add_scenario("run", "the estimate of a scenario file and its checks", run_, cli::run);
    add_explain();
    add_check();
    add_ladder();
    add_listings();
    add_command("help", "help of a command: ballpark help run", "[COMMAND]", 0, 1);
    add_command("version", "which program this is", "", 0, 0);
  }

  int run(const std::vector<std::string>& given) {
    std::vector<std::string> words = in_order(given, shape_of(app_), commands());
    std::reverse(words.begin(), words.end());
    try {
      app_.parse(std::move(words));
    } catch (const CLI::CallForHelp&) {
      return written(app_.help());
    } catch (const CLI::CallForAllHelp&) {
      return written(app_.help("", CLI::AppFormatMode::All));
    } catch (const CLI::CallForVersion& e) {
      return written(e.what() + std::string("\n"));
    } catch (const CLI::ParseError& e) {
      throw usage_error(e.what(), "`ballpark --help` lists the commands");
    }
    return result_;
  }

 private:
  CLI::App& add_command(const char* name, const char* help, const char* usage, std::size_t fewest,
                        std::size_t most) {
    auto* command = app_.add_subcommand(name, help);
    shapes_.push_back({name, usage, {}, fewest, most, false});
    return *command;
  }

  void on_call(CLI::App& command, const common_options& common, std::function<int()> what) {
    command.callback([this, &common, what = std::move(what)] {
      check_outputs(common, calc_.vary.has_value());
      result_ = what();
    });
  }

  void add_calc() {
    auto& command = add_command("calc", "evaluate an expression: ballpark calc '1 TB -> GiB'",
                                "EXPRESSION", 0, any_number);
    shapes_.back().is_expression = true;
    command.add_option("EXPRESSION", calc_.expression, "without it, lines of stdin")->type_name("");
    add_common(command, calc_.common, "table, json, with --vary csv (default: by name of FILE)");
    add_vary(command);
    add_value(command, "--samples", "N", samples_help, [this](const auto& text) {
      calc_.samples = whole_number("--samples", text, samples_of_calc);
    })->default_str("16384, with --vary 512");
    add_seed(command, calc_.seed);
    on_call(command, calc_.common, [this] { return cli::calc(calc_); });
  }

  void add_vary(CLI::App& command) {
    add_value(command, "--vary", "NAME=VALUES",
              "a chart over a name: x=10..90, :20, :log 20, x=1,2,4",
              [this](const std::string& text) { calc_.vary = text; });
    command.add_flag("--log-values", calc_.log_values, "the values of the chart over a log axis");
    command.add_flag("--ascii", calc_.common.ascii, "the chart in ASCII, whatever the locale");
  }

  CLI::App& add_scenario(const char* name, const char* help, scenario_options& options,
                         int (*what)(const scenario_options&)) {
    auto& command = add_command(name, help, "FILE", 1, 1);
    command.add_option("FILE", options.file, "a scenario file")->required()->type_name("");
    add_common(command, options.common);
    add_estimate(command, options.estimate);
    on_call(command, options.common, [&options, what] { return what(options); });
    return command;
  }

  void add_explain() {
    auto& command =
        add_scenario("explain", "how one number of an estimate came about", explain_, cli::explain);
    shapes_.back().usage = "FILE [METRIC]";
    shapes_.back().most = 2;
    command
        .add_option("METRIC", explain_.metric, "one, as links.nodes.needed, a component, or none")
        ->type_name("");
  }

  void add_check() {
    auto& command =
        add_command("check", "read and check scenario files, for CI", "FILE...", 1, any_number);
    command.add_option("FILE", check_.files, "scenario files")->required()->type_name("");
    add_common(command, check_.common);
    add_estimate(command, check_.estimate);
    on_call(command, check_.common, [this] { return cli::check(check_); });
  }

  void add_ladder() {
    auto& command = add_command("ladder", "what breaks first as the load grows, and the next step",
                                "FILE", 1, 1);
    command.add_option("FILE", ladder_.of.file, "a scenario file")->required()->type_name("");
    add_common(command, ladder_.of.common);
    add_value(command, "--case", "NAME", "a case of the file, or several as a+b",
              [this](const std::string& names) { split_cases(names, ladder_.of.estimate); });
    add_list(command, "--set", "PATH=VALUE", "override a value: params.dau='8M users'",
             ladder_.of.estimate.set);
    add_list(command, "--profile", "FILE", "a profile after those of `use:`; repeatable",
             ladder_.of.estimate.profiles);
    add_value(command, "--to", "LOAD", "how far: '10x' of the load at the horizon, or '1bn users'",
              [this](const std::string& text) { ladder_.to = text; })
        ->default_str("3x");
    on_call(command, ladder_.of.common, [this] { return cli::ladder(ladder_); });
  }

  void add_listing(const char* name, const char* help, int (*list)(const common_options&)) {
    auto& command = add_command(name, help, "", 0, 0);
    add_common(command, listing_);
    on_call(command, listing_, [this, list] { return list(listing_); });
  }

  void add_listings() {
    auto& of_models = add_command("models", "the models that expressions can call, or one in full",
                                  "[NAME...]", 0, any_number);
    of_models.add_option("NAME", names_, "a model, a part of its name, or a topic")->type_name("");
    add_common(of_models, listing_);
    on_call(of_models, listing_, [this] { return cli::models(listing_, names_); });
    auto& command =
        add_command("kinds", "the kinds of components, their fields and types", "[NAME]", 0, 1);
    command.add_option("NAME", only_, "a kind or a type, `component` or `machine`")->type_name("");
    add_common(command, listing_);
    on_call(command, listing_, [this] { return cli::kinds(listing_, only_); });
    add_listing("units", "the units that quantities can have", cli::units);
    add_listing("schema", "the JSON Schema of scenario files, for editors", cli::schema);
  }

  static command_shape shape_of(const CLI::App& app) {
    command_shape shape;
    for (const auto* option : app.get_options()) {
      option_shape o;
      for (const auto& n : option->get_snames()) o.names.push_back("-" + n);
      for (const auto& n : option->get_lnames()) o.names.push_back("--" + n);
      if (option->get_items_expected_max() > 0) o.value = option->get_type_name();
      if (!o.names.empty()) shape.options.push_back(std::move(o));
    }
    return shape;
  }

  std::vector<command_shape> commands() const {
    std::vector<command_shape> all = shapes_;
    for (auto& c : all) c.options = shape_of(*app_.get_subcommand(c.name)).options;
    return all;
  }

  static int written(const std::string& text) { return write_to_stdout(text) ? holds : bad_input; }

  CLI::App app_{
      "How many servers, shards, replicas, gigabytes and dollars will this take,\n"
      "and how sure are we?",
      "ballpark"};
  std::vector<command_shape> shapes_;
  calc_options calc_;
  scenario_options run_;
  scenario_options explain_;
  check_options check_;
  ladder_command ladder_;
  common_options listing_;
  std::vector<std::string> names_;
  std::string only_;
  int result_ = holds;
};

}  // namespace

int run_command_line(int argc, char** argv) {
  try {
    return command_line().run({argv + 1, argv + argc});
  } catch (const usage_error& e) {
    std::fprintf(stderr, "ballpark: %s\n", e.what());
    if (!e.fix.empty()) std::fprintf(stderr, "  %s\n", e.fix.c_str());
    return bad_input;
  }
}

}  // namespace ballpark::cli
