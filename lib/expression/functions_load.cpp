// SPDX-License-Identifier: MIT
#include <ballpark/models/fluid_queue.hpp>
#include <ballpark/models/rate_curve.hpp>
#include "expression/model_table.hpp"

// Load that changes over a period, such as a day, and what happens at a limit then.
namespace ballpark::model_table {

namespace {

// Takes the times of the points, their rates and the period.
rate_curve curve_of(argument_reader& a) {
  const auto times = a.list<dim::time>();
  const auto rates = for_each_of(times.size(), a.list<dim::request_rate>(), "rates");
  std::vector<rate_point> points;
  for (std::size_t k = 0; k < times.size(); ++k) points.push_back({times[k], rates[k]});
  return {points, a.one<dim::time>()};
}

const parameters curve = {
    list_of(dim::time, "at",
            "since the beginning of the period, not falling; two alike are a step"),
    list_of(dim::request_rate, "rates", "the rate at each, straight in between"),
    of(dim::time, "period", "after which it repeats, such as 1 d")};

// The curve and a share of it some time later.
rate_curve with_echo(argument_reader a) {
  const rate_curve one = curve_of(a);
  const double share = a.number();
  detail::require(detail::is_amount(share), "rate_curve", "share must be >= 0", share);
  const rate_curve other = scaled_by(later_by(one, a.one<dim::time>()), share);
  return sum_of(one, 1, other, 1);
}

std::vector<function> of_curves() {
  const parameters echo = {curve[0], curve[1], curve[2],
                           number("share", "how much of it comes again"),
                           of(dim::time, "shift", "how much later, such as 6 h of another region")};
  return {
      model("rate_curve_at", dim::request_rate, "the rate at a time, of a curve by its points",
            with(curve, of(dim::time, "time", "since the beginning of the period")),
            [](argument_reader a) {
              const rate_curve c = curve_of(a);
              return c.at(a.one<dim::time>());
            }),
      model("rate_curve_mean", dim::request_rate, "the mean rate of a curve by its points", curve,
            [](argument_reader a) { return curve_of(a).mean(); }),
      model("rate_curve_peak", dim::request_rate, "the largest rate of a curve by its points",
            curve, [](argument_reader a) { return curve_of(a).peak(); }),
      model("rate_curve_total", dim::request, "what a curve brings in one period", curve,
            [](argument_reader a) { return curve_of(a).total(); }),
      model("rate_curve_echo_peak", dim::request_rate,
            "the peak of a curve and a share of it some time later", echo,
            [](argument_reader a) { return with_echo(a).peak(); }),
      model("rate_curve_echo_mean", dim::request_rate,
            "the mean of a curve and a share of it some time later", echo,
            [](argument_reader a) { return with_echo(a).mean(); }),
  };
}

// Takes a curve and the capacity.
fluid_queue queue_of(argument_reader& a) {
  const rate_curve c = curve_of(a);
  return {c, a.one<dim::request_rate>()};
}

// In the words of the arguments, since the model has them as a state.
fluid_queue stable_queue_of(argument_reader& a) {
  fluid_queue q = queue_of(a);
  if (q.is_stable()) return q;
  throw std::domain_error(
      "capacity must be above the mean of the rates, or the backlog only grows");
}

std::vector<function> of_backlogs() {
  const parameters takes = with(curve, of(dim::request_rate, "capacity", "what is served"));
  return {
      model("fluid_queue_peak_backlog", dim::request, "the most that waits while load changes",
            takes, [](argument_reader a) { return stable_queue_of(a).peak_backlog(); }),
      model("fluid_queue_longest_backlog", dim::time, "the longest time that something waits",
            takes, [](argument_reader a) { return stable_queue_of(a).longest_backlog(); }),
      model("fluid_queue_worst_wait", dim::time, "the longest wait while load changes", takes,
            [](argument_reader a) { return stable_queue_of(a).worst_wait(); }),
      model("fluid_queue_mean_wait", dim::time, "the mean wait while load changes", takes,
            [](argument_reader a) { return stable_queue_of(a).mean_wait(); }),
      model("fluid_queue_wait_percentile", dim::time, "a percentile of the wait while load changes",
            with(takes, number("p", "such as 99%")),
            [](argument_reader a) {
              const fluid_queue q = stable_queue_of(a);
              return q.wait_percentile(a.number());
            }),
      model("fluid_queue_wait_exceeds", dim::ratio,
            "the share that waits longer while load changes",
            with(takes, of(dim::time, "time", "that it waits longer than")),
            [](argument_reader a) {
              const fluid_queue q = stable_queue_of(a);
              return q.wait_exceeds(a.one<dim::time>());
            }),
      model("fluid_queue_output_peak", dim::request_rate,
            "the most that goes on behind a limit, where the rest waits", takes,
            [](argument_reader a) { return stable_queue_of(a).output().peak(); }),
      model("capacity_for_wait", dim::request_rate,
            "the capacity at which nobody waits longer while load changes",
            with(curve, of(dim::time, "longest", "that anybody may wait; 0 s asks for the peak")),
            [](argument_reader a) {
              const rate_curve c = curve_of(a);
              return capacity_for_wait(c, a.one<dim::time>());
            }),
  };
}

shed_load shed_of(argument_reader a) {
  const rate_curve c = curve_of(a);
  return shed_over(c, a.one<dim::request_rate>());
}

std::vector<function> of_shed_load() {
  const parameters takes = with(curve, of(dim::request_rate, "limit", "the rest is turned away"));
  return {
      model("shed_share", dim::ratio, "the share of all arrivals that a limit turns away", takes,
            [](argument_reader a) { return shed_of(a).rejected; }),
      model("shed_share_at_peak", dim::ratio, "the share that a limit turns away at the peak",
            takes, [](argument_reader a) { return shed_of(a).rejected_at_peak; }),
  };
}

}  // namespace

std::vector<function> of_changing_load() {
  return joined({under("traffic", of_curves()), under("backlog", of_backlogs()),
                 under("limits", of_shed_load())});
}

}  // namespace ballpark::model_table
