// SPDX-License-Identifier: MIT
#include "expression/functions.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <stdexcept>
#include <utility>

#include <ballpark/models/erlang.hpp>
#include <ballpark/models/growth.hpp>
#include "expression/function_groups.hpp"

namespace ballpark {

namespace {

constexpr double no_answer = std::numeric_limits<double>::quiet_NaN();
constexpr double seconds_per_year = 365 * 86400.0;
// Beyond it the recurrence would take longer than a reader waits.
constexpr double most_servers = 1e7;

using erlang_model = double (*)(int, double);

bool is_whole(double servers) { return servers == std::floor(servers); }
bool is_countable(double servers) { return std::abs(servers) <= most_servers && is_whole(servers); }

// A model of whole servers over numbers; what it rejects has no answer.
template <erlang_model model>
double of_servers(const double* a) {
  if (!is_countable(a[0])) return no_answer;
  try {
    return model(static_cast<int>(a[0]), a[1]);
  } catch (const std::domain_error&) {
    return no_answer;
  }
}

template <erlang_model model>
std::string rule_of_servers(const double* a) {
  if (!is_whole(a[0])) return "servers must be a whole number";
  if (!is_countable(a[0])) return "servers must be at most 10 million";
  try {
    (void)model(static_cast<int>(a[0]), a[1]);
  } catch (const std::domain_error& e) {
    const std::string what = e.what();  // "erlang_c: load must be >= 0"
    return what.substr(std::min(what.size(), what.find(": ") + 2));
  }
  return "";
}

std::string is_unstable(const double* a) {
  if (a[1] < a[0]) return "";
  return "the queue grows without end: there is as much load as servers, or more";
}

// How much a value has become after some time at a yearly growth.
double grown(double value, double rate, double time) {
  const double yearly = rate * seconds_per_year;
  return yearly > -1 ? value * growth_factor(yearly, time / seconds_per_year) : no_answer;
}

std::string rule_of_growth(const double* a) {
  return a[1] * seconds_per_year > -1 ? "" : "rate must be above -100% /yr";
}

std::vector<function> make_functions() {
  return {
      {"erlang_b",
       {{"servers", dim::ratio, false, "how many serve at once, a whole number"},
        {"load", dim::ratio, false, "arrival rate times service time, in Erlangs"}},
       dim::ratio,
       false,
       "the share of arrivals that is lost because all servers are busy",
       of_servers<erlang_b>,
       rule_of_servers<erlang_b>},
      {"erlang_c",
       {{"servers", dim::ratio, false, "how many serve at once, a whole number"},
        {"load", dim::ratio, false, "arrival rate times service time, in Erlangs"}},
       dim::ratio,
       false,
       "the share of arrivals that must wait for a server",
       of_servers<erlang_c>,
       rule_of_servers<erlang_c>,
       is_unstable},
      {"little",
       {{"rate", dim::frequency, true, "arrivals per time"},
        {"time", dim::time, false, "how long each stays"}},
       dim::ratio,
       true,
       "how many are inside at once, by Little's law",
       [](const double* a) { return a[0] * a[1]; }},
      {"grow",
       {{"value", dim::ratio, true, "what it is now"},
        {"rate", dim::growth_rate, false, "growth, such as 20% /yr"},
        {"time", dim::time, false, "after how long"}},
       dim::ratio,
       true,
       "a value after some time of compound growth",
       [](const double* a) { return grown(a[0], a[1], a[2]); },
       rule_of_growth},
  };
}

}  // namespace

const std::vector<function>& functions() {
  static const std::vector<function> all = [] {
    std::vector<function> list = make_functions();
    for (const auto group :
         {functions_of_queues, functions_of_scaling, functions_of_data, functions_of_operations}) {
      std::vector<function> more = group();
      std::move(more.begin(), more.end(), std::back_inserter(list));
    }
    return list;
  }();
  return all;
}

const function* find_function(std::string_view name) {
  for (const function& f : functions()) {
    if (f.name == name) return &f;
  }
  return nullptr;
}

const std::vector<std::string>& arithmetic_functions() {
  static const std::vector<std::string> names = {"min",   "max", "sqrt",   "ln",
                                                 "log10", "exp", "ceil",   "floor",
                                                 "round", "abs", "normal", "uniform"};
  return names;
}

std::vector<std::string> function_names() {
  std::vector<std::string> names = arithmetic_functions();
  for (const function& f : functions()) names.emplace_back(f.name);
  return names;
}

}  // namespace ballpark
