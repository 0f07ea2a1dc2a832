// SPDX-License-Identifier: MIT
#include <cmath>
#include <span>
#include <stdexcept>

#include <ballpark/models/autoscaling.hpp>
#include <ballpark/models/burst.hpp>
#include <ballpark/models/daily_curve.hpp>
#include <ballpark/models/growth.hpp>
#include <ballpark/models/traffic.hpp>
#include "expression/model_table.hpp"

namespace ballpark::model_table {

namespace {

const auto users = of(dim::user, "users", "who could use it");
const auto active = number("active", "the share of them that does");
const auto per_user = of(dim::per_user_rate, "per_user", "such as 10 req/user/day");
const auto peak_over_mean = optional_argument(number("peak_to_mean", "1 for the mean rate"), 1);

// From `active`, `per_user` and `peak_to_mean`.
traffic traffic_of(double how_many, const double* a, double reads_per_write) {
  return {as<dim::user>(how_many), a[0], as<dim::per_user_rate>(a[1]), a[2], reads_per_write};
}

// From `users`, `active`, `per_user`, `reads_per_write` and `peak_to_mean`.
traffic_rate split_peak(const double* a) {
  const double shape[] = {a[1], a[2], a[4]};
  return rates_of(traffic_of(a[0], shape, a[3])).peak;
}

std::vector<function> of_users() {
  const auto reads_per_write = number("reads_per_write", "100 where 100 read for each that writes");
  return {
      model("request_rate", dim::request_rate, "the rate at the peak of what users ask for",
            {users, active, per_user, peak_over_mean},
            [](const double* a) { return rates_of(traffic_of(a[0], a + 1, 0)).peak.all; }),
      model("request_rate_of_reads", dim::request_rate,
            "the reads at the peak of what users ask for",
            {users, active, per_user, reads_per_write, peak_over_mean},
            [](const double* a) { return split_peak(a).reads; }),
      model("request_rate_of_writes", dim::request_rate,
            "the writes at the peak of what users ask for",
            {users, active, per_user, reads_per_write, peak_over_mean},
            [](const double* a) { return split_peak(a).writes; }),
      model("users_at_peak", dim::user, "the users whose requests are this rate at the peak",
            {of(dim::request_rate, "rate", "at the peak"), active, per_user, peak_over_mean},
            [](const double* a) { return users_at_peak(rate(a[0]), traffic_of(0, a + 1, 0)); }),
      model("peak_to_mean", dim::ratio, "the peak over the mean, as in 80 % within 20 % of the day",
            {number("traffic", "share of the traffic"),
             number("time", "share of the time in which it comes")},
            [](const double* a) { return peak_to_mean(a[0], a[1]); }),
      model("concurrent_users", dim::user, "users who are there at once",
            {of(dim::user, "users", "who come"),
             of(dim::frequency, "sessions", "of each, such as 4 /day"),
             of(dim::time, "session", "how long one takes")},
            [](const double* a) {
              return concurrent_users(as<dim::user>(a[0]), as<dim::frequency>(a[1]), time(a[2]));
            }),
      model("burst_extra", dim::request, "what a burst brings beyond the base rate",
            {of(dim::request_rate, "base", "the rate without it"),
             number("factor", "how many times as much"),
             of(dim::time, "length", "how long it lasts")},
            [](const double* a) {
              return load_of({rate(a[0]), a[1], time(a[2])}).extra;
            }),
  };
}

std::vector<function> of_growth() {
  const auto growth = of(dim::growth_rate, "growth", "such as 20% /yr");
  const auto from = optional_argument(of(dim::time, "from", "when it begins, from now"), 0);
  const auto to = of(dim::time, "to", "when it ends, from now");
  return {
      model("growth_factor", dim::ratio, "how many times as much it is after some time",
            {growth, of(dim::time, "time", "after how long")},
            [](const double* a) {
              return grown(as<dim::ratio>(1), as<dim::growth_rate>(a[0]), time(a[1]));
            }),
      of_anything(model("grown_total", dim::ratio,
                        "what a rate that grows brings between two times",
                        {of(dim::frequency, "rate", "of anything, now"), growth, from, to},
                        [](const double* a) {
                          return grown_total(as<dim::frequency>(a[0]), as<dim::growth_rate>(a[1]),
                                             time(a[2]), time(a[3]));
                        })),
      model("growth_integral", dim::time,
            "how long today's rate takes to bring what one that grows brings", {growth, from, to},
            [](const double* a) {
              const double yearly =
                  detail::yearly_growth("growth_integral", as<dim::growth_rate>(a[0]));
              return growth_integral(yearly, time(a[1]).in(units::years),
                                     time(a[2]).in(units::years)) *
                     units::years;
            }),
      model("growth_of", dim::growth_rate, "the growth that makes it so many times as much in time",
            {number("factor", "2 for the double"), of(dim::time, "within", "the time it takes")},
            [](const double* a) { return growth_of(a[0], time(a[1])); }),
      model("time_to_grow", dim::time, "how long until it is this many times what it is",
            {of(dim::growth_rate, "rate", "growth, such as 20% /yr"),
             number("factor", "2 for the double")},
            [](const double* a) { return time_to_grow(as<dim::growth_rate>(a[0]), a[1]); }),
  };
}

// The lists `at` and `multiples`.
daily_curve curve_in(argument_reader& a) {
  const auto at = a.list<dim::time>();
  const auto multiples = a.numbers();
  if (multiples.size() != at.size()) throw std::domain_error("multiples must be as many as at");
  std::vector<daily_point> points;
  for (std::size_t i = 0; i < at.size(); ++i) points.push_back({at[i], multiples[i]});
  return daily_curve(std::span<const daily_point>(points));
}

const auto times_of_day =
    list_of(dim::time, "at", "the points of the day, rising from midnight on");

std::vector<function> of_days() {
  const auto multiples = numbers("multiples", "the load then, of the mean or of any other base");
  const auto time_of_day = of(dim::time, "time", "of the day, since midnight");
  return {
      model("daily_curve_at", dim::ratio, "the multiple at a time, between the points of a day",
            {times_of_day, multiples, time_of_day},
            [](argument_reader a) {
              const auto curve = curve_in(a);
              return curve.at(a.one<dim::time>());
            }),
      model("daily_curve_over_mean", dim::ratio, "the load at a time over the mean of the day",
            {times_of_day, multiples, time_of_day},
            [](argument_reader a) {
              const auto curve = curve_in(a).around_its_mean();
              return curve.at(a.one<dim::time>());
            }),
      model("daily_curve_mean", dim::ratio, "the mean of a day that is given by its points",
            {times_of_day, multiples}, [](argument_reader a) { return curve_in(a).mean(); }),
      model("daily_curve_peak", dim::ratio, "the largest multiple of a day",
            {times_of_day, multiples}, [](argument_reader a) { return curve_in(a).peak(); }),
      model("daily_curve_peak_to_mean", dim::ratio, "the largest multiple of a day over its mean",
            {times_of_day, multiples},
            [](argument_reader a) { return curve_in(a).peak_to_mean(); }),
      model("daily_curve_share_above", dim::ratio, "the share of the day above a level",
            {times_of_day, multiples, number("level", "a multiple")},
            [](argument_reader a) {
              const auto curve = curve_in(a);
              return curve.share_above(a.number());
            }),
  };
}

double worst_multiple_in(argument_reader a) {
  const auto at = a.list<dim::time>();
  const auto rates = a.list<dim::request_rate>();
  if (rates.size() != at.size()) throw std::domain_error("rates must be as many as at");
  std::vector<rate_point> points;
  for (std::size_t i = 0; i < at.size(); ++i) points.push_back({at[i], rates[i]});
  const auto delay = a.one<dim::time>();
  const auto fewest = a.one<dim::request_rate>();
  const double worst = worst_multiple({std::move(points), a.one<dim::time>()}, {delay, fewest});
  if (std::isfinite(worst)) return worst;
  throw std::domain_error("fewest must be > 0 req/s where the load falls to nothing");
}

std::vector<function> of_followers() {
  return {
      model("autoscaling_worst_multiple", dim::ratio,
            "the load over what machines are there for that follow it late, at worst",
            {times_of_day, list_of(dim::request_rate, "rates", "the load at each point"),
             of(dim::time, "delay", "how late machines follow the load"),
             optional_argument(
                 of(dim::request_rate, "fewest", "the load that the fewest machines are for"), 0),
             optional_argument(of(dim::time, "period", "after which the load repeats"), 86400)},
            [](argument_reader a) { return worst_multiple_in(a); }),
  };
}

}  // namespace

std::vector<function> of_traffic() {
  return joined({of_users(), of_growth(), of_days(), of_followers()});
}

}  // namespace ballpark::model_table
