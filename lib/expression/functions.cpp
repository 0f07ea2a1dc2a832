// SPDX-License-Identifier: MIT
#include "expression/functions.hpp"

#include <cmath>
#include <iterator>
#include <utility>

#include <ballpark/models/erlang.hpp>
#include <ballpark/models/growth.hpp>
#include "expression/format.hpp"
#include "expression/function_groups.hpp"
#include "expression/model_table.hpp"
#include "expression/unit_table.hpp"

namespace ballpark {

namespace {

using namespace model_table;

constexpr double seconds_per_year = 365 * 86400.0;

// Beyond ten million the recurrence would take longer than a reader waits.
int whole_servers(double x) {
  if (x != std::floor(x)) throw std::domain_error("servers must be a whole number");
  if (!(std::abs(x) <= 1e7)) throw std::domain_error("servers must be at most 10 million");
  return static_cast<int>(x);
}

std::string is_unstable(const double* a) {
  if (a[1] < a[0]) return "";
  return "the queue grows without end: there is as much load as servers, or more";
}

// How much a value has become after some time at a yearly growth.
double grown(const double* a) {
  const double yearly = a[1] * seconds_per_year;
  if (!(yearly > -1)) throw std::domain_error("rate must be above -100% /yr");
  return a[0] * growth_factor(yearly, a[2] / seconds_per_year);
}

std::vector<function> of_erlang() {
  const parameters servers_and_load = {
      number("servers", "how many serve at once, a whole number"),
      number("load", "arrival rate times service time, in Erlangs")};
  std::vector<function> all = {
      model("erlang_b", dim::ratio,
            "the share of arrivals that is lost because all servers are busy", servers_and_load,
            [](const double* a) { return erlang_b(whole_servers(a[0]), a[1]); }),
      model("erlang_c", dim::ratio, "the share of arrivals that must wait for a server",
            servers_and_load, [](const double* a) { return erlang_c(whole_servers(a[0]), a[1]); }),
  };
  all[1] = noted(all[1], is_unstable, "unstable-queue");
  return all;
}

std::vector<function> of_growth() {
  return {
      of_anything(model("grow", dim::ratio, "a value after some time of compound growth",
                        {number("value", "what it is now"),
                         of(dim::growth_rate, "rate", "growth, such as 20% /yr"),
                         of(dim::time, "time", "after how long")},
                        [](const double* a) { return grown(a); })),
  };
}

// In powers of 1024 where it is one of them: "8 KiB" is not "8.19 kB".
std::string default_of(const function_parameter& p) {
  const std::pair<double, const char*> binary[] = {{1048576, " MiB"}, {1024, " KiB"}};
  for (const auto& [size, unit] : binary) {
    const double many = *p.default_value / size;
    if (p.dim == dim::data && many >= 1 && many == std::floor(many)) {
      return format_number(many) + unit;
    }
  }
  return format_quantity(*p.default_value, p.dim, unit_table::standard());
}

}  // namespace

const std::vector<function>& functions() {
  static const std::vector<function> all = [] {
    std::vector<function> list = under("queues", of_erlang());
    for (const auto group : {functions_of_queues, functions_of_scaling, functions_of_data,
                             functions_of_operations, functions_of_load}) {
      std::vector<function> more = group();
      std::move(more.begin(), more.end(), std::back_inserter(list));
    }
    return joined({list, under("traffic", of_growth())});
  }();
  return all;
}

const function* find_function(std::string_view name) {
  for (const function& f : functions()) {
    if (f.name == name) return &f;
  }
  return nullptr;
}

std::string signature_of(const function& f) {
  std::string text = std::string(f.name) + "(";
  for (const function_parameter& p : f.parameters) {
    if (!text.ends_with('(')) text += ", ";
    text += std::string(p.name) + "=";
    if (p.default_value) {
      text += default_of(p);
    } else if (p.is_list) {
      text += "[]";
    }
  }
  return text + ")";
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
