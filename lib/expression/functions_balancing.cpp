// SPDX-License-Identifier: MIT
#include <ballpark/models/load_balancing.hpp>
#include "expression/argument_rules.hpp"
#include "expression/model_table.hpp"
#include "expression/remarks.hpp"

// Load balancers, by the way they pick a server.
namespace ballpark::model_table {

namespace {

balanced_servers servers_of(double how_many, double busy, double each) {
  return {
      whole(how_many, detail::most_balanced_servers, "servers must be whole, and within 1 .. 1e6"),
      busy, time(each)};
}

// Takes servers, utilisation and service.
balanced_response round_robin_of(const double* a) {
  return round_robin_balancing(servers_of(a[0], a[1], a[2]));
}
balanced_response least_connections_of(const double* a) {
  return least_connections_balancing(servers_of(a[0], a[1], a[2]));
}

// Takes choices, and then the same.
int choices_of(const double* a) {
  return whole(a[0], detail::most_balanced_servers, "choices must be whole, and >= 1");
}
balanced_response power_of_d_of(const double* a) {
  return power_of_d_balancing(servers_of(a[1], a[2], a[3]), choices_of(a));
}
balanced_response limit_of(const double* a) {
  return power_of_d_limit(servers_of(a[1], a[2], a[3]), choices_of(a));
}

quantity<dim::time> response_of(const balanced_response& r, double busy) {
  return value_of(r.response, "utilisation must be < 1", busy);
}

std::string fit_of(const balanced_response& r) {
  return error_of("the response", r.relative_error);
}

}  // namespace

std::vector<function> of_balancers() {
  const function_parameter servers = number("servers", "how many there are, a whole number");
  const function_parameter utilisation =
      number("utilisation", "the share of time that a server is busy, below 1");
  const function_parameter service = of(dim::time, "service", "mean service time of a request");
  const function_parameter choices =
      optional_argument(number("choices", "how many servers are compared, a whole number"), 2);
  return {
      model("random_response", dim::time,
            "mean response behind a balancer that picks servers at random", {utilisation, service},
            [](const double* a) {
              return response_of(random_balancing(servers_of(1, a[0], a[1])), a[0]);
            }),
      model("round_robin_response", dim::time,
            "mean response behind a balancer that takes servers in turn",
            {servers, utilisation, service},
            [](const double* a) { return response_of(round_robin_of(a), a[1]); }),
      noted(model("least_connections_response", dim::time,
                  "mean response behind a balancer that takes the shortest queue",
                  {servers, utilisation, service},
                  [](const double* a) { return response_of(least_connections_of(a), a[1]); }),
            [](const double* a) { return fit_of(least_connections_of(a)); }),
      noted(model("power_of_d_response", dim::time,
                  "mean response behind a balancer that takes the shortest of a few queues",
                  {choices, servers, utilisation, service},
                  [](const double* a) { return response_of(power_of_d_of(a), a[2]); }),
            [](const double* a) { return fit_of(power_of_d_of(a)); }),
      noted(model("power_of_d_limit_response", dim::time,
                  "the same by the limit for very many servers, too short for few",
                  {choices, servers, utilisation, service},
                  [](const double* a) { return response_of(limit_of(a), a[2]); }),
            [](const double* a) { return fit_of(limit_of(a)); }),
  };
}

}  // namespace ballpark::model_table
