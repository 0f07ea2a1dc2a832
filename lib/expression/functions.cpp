// SPDX-License-Identifier: MIT
#include "expression/functions.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include <ballpark/models/erlang.hpp>
#include <ballpark/models/growth.hpp>

namespace ballpark {

namespace {

constexpr double no_answer = std::numeric_limits<double>::quiet_NaN();
constexpr double seconds_per_year = 365 * 86400.0;
// Beyond it the recurrence would take longer than a reader waits.
constexpr double most_servers = 1e7;

// A model of whole servers over numbers; what it rejects has no answer.
double of_servers(double (*model)(int, double), double servers, double load) {
  if (!(servers >= 0 && servers <= most_servers) || servers != std::floor(servers)) {
    return no_answer;
  }
  try {
    return model(static_cast<int>(servers), load);
  } catch (const std::domain_error&) {
    return no_answer;
  }
}

// How much a value has become after some time at a yearly growth.
double grown(double value, double rate, double time) {
  const double yearly = rate * seconds_per_year;
  return yearly > -1 ? value * growth_factor(yearly, time / seconds_per_year) : no_answer;
}

std::vector<function> make_functions() {
  return {
      {"erlang_b",
       {{"servers", dim::ratio, false, "how many serve at once, a whole number"},
        {"load", dim::ratio, false, "arrival rate times service time, in Erlangs"}},
       dim::ratio,
       false,
       "the share of arrivals that is lost because all servers are busy",
       [](const double* a) { return of_servers(erlang_b, a[0], a[1]); }},
      {"erlang_c",
       {{"servers", dim::ratio, false, "how many serve at once, a whole number"},
        {"load", dim::ratio, false, "arrival rate times service time, in Erlangs"}},
       dim::ratio,
       false,
       "the share of arrivals that must wait for a server",
       [](const double* a) { return of_servers(erlang_c, a[0], a[1]); }},
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
       [](const double* a) { return grown(a[0], a[1], a[2]); }},
  };
}

}  // namespace

const std::vector<function>& functions() {
  static const std::vector<function> all = make_functions();
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
