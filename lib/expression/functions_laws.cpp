// SPDX-License-Identifier: MIT
#include <ballpark/models/bounds.hpp>
#include <ballpark/models/forced_flow.hpp>
#include <ballpark/models/littles_law.hpp>
#include <ballpark/models/utilization_law.hpp>
#include "expression/queue_parameters.hpp"

// What holds of any system: the operational laws, and the bounds that follow from them.
namespace ballpark::model_table {

namespace {

using demand_list = std::vector<quantity<dim::time>>;

const function_parameter think =
    optional_argument(of(dim::time, "think", "from an answer to the next request"), 0);
const function_parameter some_servers = optional_argument(servers, 1);
const function_parameter customers = number("customers", "each with one request at a time");

function time_of_anything(function f) {
  f.parameters[0].of_anything = true;
  f.parameters[1].of_anything = true;
  return f;
}

std::vector<function> of_utilization() {
  const function_parameter throughput = of(dim::request_rate, "throughput", "measured");
  const function_parameter busy = number("utilization", "the share of time that servers are busy");
  return {
      model("utilization", dim::ratio, "the share of time that servers are busy",
            {of(dim::request_rate, "rate", "requests served per time"), service, some_servers},
            [](const double* a) { return utilization_law(rate(a[0]), time(a[1]), a[2]); }),
      model("throughput_at", dim::request_rate, "the throughput at which servers are so busy",
            {busy, service, some_servers},
            [](const double* a) { return throughput_at(a[0], time(a[1]), a[2]); }),
      model("service_demand", dim::time, "what a request takes, from what was measured",
            {busy, throughput, some_servers},
            [](const double* a) { return service_demand(a[0], rate(a[1]), a[2]); }),
  };
}

std::optional<bottleneck> bottleneck_in(argument_reader a) {
  const std::vector<double> visits = a.numbers();
  const auto services = for_each_of(visits.size(), a.list<dim::time>(), "service");
  const auto of_servers = for_each_of(visits.size(), a.numbers(), "servers");
  std::vector<visited_resource> resources;
  for (std::size_t k = 0; k < visits.size(); ++k) {
    resources.push_back({visits[k], services[k], of_servers[k]});
  }
  return bottleneck_of(resources);
}

std::vector<function> of_forced_flow() {
  const parameters resources = {
      numbers("visits", "to each resource, per request"),
      list_of(dim::time, "service", "of a visit, of each or of all"),
      optional_argument(numbers("servers", "of each resource, or one number for all"), 1)};
  return {
      model("forced_flow", dim::request_rate, "the rate of a resource, from that of the system",
            {number("visits", "to the resource, per request"),
             of(dim::request_rate, "throughput", "of the system")},
            [](const double* a) { return forced_flow(a[0], rate(a[1])); }),
      model("bottleneck_throughput", dim::request_rate,
            "the throughput of a system whose busiest resource is always busy", resources,
            [](argument_reader a) {
              const auto found = bottleneck_in(a);
              return found ? std::optional(found->limit) : std::nullopt;
            }),
      model("bottleneck_resource", dim::ratio, "which resource is the busiest, from 1 on",
            resources,
            [](argument_reader a) {
              const auto found = bottleneck_in(a);
              return found ? std::optional(static_cast<double>(found->index + 1)) : std::nullopt;
            }),
  };
}

// The asymptotic bounds from the sum and the largest of the demands alone.
closed_bounds bounds_of_totals(const double* a) {
  const detail::demand_totals demands{a[1], a[2], a[2]};
  detail::check_closed(demands, a[0], a[3]);
  detail::require(a[2] > 0 && a[2] <= a[1], "bounds: largest must be in (0, demand]", a[2]);
  return detail::asymptotic(demands, a[0], a[3]);
}

std::vector<function> of_totals() {
  const function_parameter total = of(dim::time, "demand", "service of a request, at all stations");
  const function_parameter largest = of(dim::time, "largest", "the same at the busiest station");
  const parameters closed = {customers, total, largest, think};
  return {
      model("closed_throughput_bound", dim::request_rate,
            "no throughput of that many customers is higher", closed,
            [](const double* a) { return bounds_of_totals(a).throughput_upper; }),
      model("closed_response_bound", dim::time,
            "no mean response of that many customers is shorter", closed,
            [](const double* a) { return bounds_of_totals(a).response_lower; }),
      model("closed_knee", dim::ratio, "more customers than that queue for the busiest station",
            {total, largest, think},
            [](const double* a) {
              const double with_one[] = {1, a[0], a[1], a[2]};
              return bounds_of_totals(with_one).knee;
            }),
  };
}

// Takes demands, customers and think.
template <typename Bounds>
closed_bounds bounds_by(argument_reader a, Bounds bounds) {
  const demand_list stations = a.list<dim::time>();
  closed_demands closed;
  closed.stations = stations;
  closed.customers = a.number();
  closed.think = a.one<dim::time>();
  return bounds(closed);
}

closed_bounds asymptotic_of(argument_reader a) {
  return bounds_by(a, [](const closed_demands& c) { return asymptotic_bounds(c); });
}
closed_bounds balanced_of(argument_reader a) {
  return bounds_by(a, [](const closed_demands& c) { return balanced_job_bounds(c); });
}

std::vector<function> of_bounds() {
  const function_parameter demands = list_of(
      dim::time, "demands", "what a request takes at each station, visits times service time");
  const parameters closed = {demands, customers, think};
  return {
      model("asymptotic_throughput_lower", dim::request_rate,
            "no throughput of any closed system is lower", closed,
            [](argument_reader a) { return asymptotic_of(a).throughput_lower; }),
      model("asymptotic_throughput_upper", dim::request_rate,
            "no throughput of any closed system is higher", closed,
            [](argument_reader a) { return asymptotic_of(a).throughput_upper; }),
      model("asymptotic_response_lower", dim::time,
            "no mean response of any closed system is shorter", closed,
            [](argument_reader a) { return asymptotic_of(a).response_lower; }),
      model("asymptotic_response_upper", dim::time,
            "no mean response of any closed system is longer", closed,
            [](argument_reader a) { return asymptotic_of(a).response_upper; }),
      model("balanced_throughput_lower", dim::request_rate,
            "no throughput of a closed network is lower", closed,
            [](argument_reader a) { return balanced_of(a).throughput_lower; }),
      model("balanced_throughput_upper", dim::request_rate,
            "no throughput of a closed network is higher", closed,
            [](argument_reader a) { return balanced_of(a).throughput_upper; }),
      model("balanced_response_lower", dim::time, "no mean response of a closed network is shorter",
            closed, [](argument_reader a) { return balanced_of(a).response_lower; }),
      model("balanced_response_upper", dim::time, "no mean response of a closed network is longer",
            closed, [](argument_reader a) { return balanced_of(a).response_upper; }),
  };
}

}  // namespace

// Little's law is of anything; in base units a number of requests is as good as any.
std::vector<function> of_little() {
  const function_parameter time_inside = of(dim::time, "time", "how long each stays");
  const function_parameter also_outside =
      optional_argument(of(dim::time, "think", "how long each stays outside"), 0);
  return {
      of_anything(
          model("little", dim::ratio, "how many are inside at once, by Little's law",
                {of(dim::frequency, "rate", "arrivals per time"), time_inside, also_outside},
                [](const double* a) { return little_inside(rate(a[0]), time(a[1]), time(a[2])); })),
      of_anything(model(
          "little_rate", dim::frequency,
          "the rate that so many inside can sustain, by Little's law",
          {number("inside", "how many, such as connections"), time_inside, also_outside},
          [](const double* a) { return little_rate(requests(a[0]), time(a[1]), time(a[2])); })),
      time_of_anything(model(
          "little_time", dim::time, "how long each stays, by Little's law",
          {number("inside", "how many are inside at once"),
           of(dim::frequency, "rate", "arrivals of them per time"), also_outside},
          [](const double* a) { return little_time(requests(a[0]), rate(a[1]), time(a[2])); })),
  };
}

std::vector<function> of_laws() {
  return joined({of_utilization(), of_forced_flow(), of_totals(), of_bounds()});
}

}  // namespace ballpark::model_table
