// SPDX-License-Identifier: MIT
#include <cmath>

#include <ballpark/models/fan_out.hpp>
#include <ballpark/models/hedging.hpp>
#include <ballpark/models/latency.hpp>
#include "expression/argument_rules.hpp"
#include "expression/function_groups.hpp"
#include "expression/model_table.hpp"

// Times of requests that are made of other requests.
namespace ballpark {

namespace model_table {

namespace {

// The finer of the two grids that there are; its error is 0.1 %.
using composed = latency<16>;

composed lognormal(double p50, double p99) {
  detail::require(p50 >= 1e-9 && p50 <= 1e6, "latency", "p50 must be within 1 ns .. 1e6 s", p50);
  detail::require(p99 >= p50 && p99 <= 1e6, "latency", "p99 must be >= p50 and <= 1e6 s", p99);
  return composed::lognormal(p50, p99);
}

composed lognormal(argument_reader& a) {
  const double p50 = a.number();
  return lognormal(p50, a.number());
}

// Lists of p50 and p99, one of each for every step.
std::vector<composed> steps_of(argument_reader& a) {
  const std::vector<double> medians = a.numbers();
  const std::vector<double> tails = for_each_of(medians.size(), a.numbers(), "p99");
  std::vector<composed> steps;
  for (std::size_t k = 0; k < medians.size(); ++k) steps.push_back(lognormal(medians[k], tails[k]));
  return steps;
}

composed series_of(argument_reader& a) {
  composed sum;
  for (const composed& step : steps_of(a)) sum = sum + step;
  return sum;
}

composed slowest_of(argument_reader& a) {
  composed slowest;
  for (const composed& step : steps_of(a)) slowest = composed::slower(slowest, step);
  return slowest;
}

// Takes the shares, and then the same.
composed mixture_of(argument_reader& a) {
  const std::vector<double> shares = a.numbers();
  const std::vector<composed> kinds = steps_of(a);
  if (shares.size() != kinds.size()) throw std::domain_error("shares must be one for each p50");
  composed mixed = kinds[0];
  double before = 0;
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    detail::require(detail::is_share(shares[k]), "latency", "shares must be within 0 .. 1",
                    shares[k]);
    if (before + shares[k] == 0) continue;
    mixed = composed::mixture(before / (before + shares[k]), mixed, kinds[k]);
    before += shares[k];
  }
  detail::require(std::abs(before - 1) < 1e-9, "latency", "shares must sum to 1", before);
  return mixed;
}

composed kth_of(argument_reader& a) {
  const composed one = lognormal(a);
  const double k = a.number();
  const int n = whole(a.number(), 10000, "n must be whole, and within 1 .. 10000");
  return one.kth_of(whole(k, n, "k must be whole, and within 1 .. n"), n);
}

composed retried_of(argument_reader& a) {
  const composed one = lognormal(a);
  const double timeout = a.number();
  const int retries = count("retries", a.number());
  const double failing = a.number();
  detail::require(timeout > 0 && timeout <= 1e6, "latency", "timeout must be > 0 and <= 1e6 s",
                  timeout);
  detail::require(retries >= 0 && retries <= 100, "latency", "retries must be within 0 .. 100",
                  retries);
  detail::require(detail::is_share(failing), "latency", "failing must be within 0 .. 1", failing);
  return one.retried_after(timeout, retries, failing);
}

// A percentile of a composed time, its mean and the share that takes longer, under its name. `Time`
// reads the arguments.
template <typename Time>
std::vector<function> times_of(const std::string& name, const std::string& of_what,
                               const parameters& takes, Time) {
  return {
      model(kept(name + "_percentile"), dim::time, kept("percentile of the time of " + of_what),
            with(takes, number("p", "such as 99%")),
            [](argument_reader a) {
              const composed whole_time = Time{}(a);
              const double p = a.number();
              detail::require(p > 0 && p < 1, "latency", "p must be in (0, 1)", p);
              return time(whole_time.percentile(p));
            }),
      model(kept(name + "_mean"), dim::time, kept("mean time of " + of_what), takes,
            [](argument_reader a) { return time(Time{}(a).mean()); }),
      model(kept(name + "_exceeds"), dim::ratio, kept("the share that takes longer, of " + of_what),
            with(takes, of(dim::time, "time", "that it takes longer than")),
            [](argument_reader a) {
              const composed whole_time = Time{}(a);
              return 1 - whole_time.cdf(a.number());
            }),
  };
}

std::vector<function> of_composed_times() {
  const function_parameter p50 = of(dim::time, "p50", "of one call, which is lognormal");
  const function_parameter p99 = of(dim::time, "p99", "of one call");
  const parameters steps = {list_of(dim::time, "p50", "of each call, which is lognormal"),
                            list_of(dim::time, "p99", "of each call")};
  const parameters kinds = {numbers("shares", "of each kind of call, 1 in all"), steps[0],
                            steps[1]};
  const parameters copies = {p50, p99, number("k", "answers that are enough"),
                             number("n", "calls at once")};
  const parameters tries = {
      p50, p99, of(dim::time, "timeout", "of each try"),
      number("retries", "at most, after the first try"),
      optional_argument(number("failing", "the share of answers that fails"), 0)};
  return joined({times_of("latency_series", "calls one after the other", steps,
                          [](argument_reader& a) { return series_of(a); }),
                 times_of("latency_parallel", "calls at once, all of which must answer", steps,
                          [](argument_reader& a) { return slowest_of(a); }),
                 times_of("latency_mixture", "a call that is of several kinds", kinds,
                          [](argument_reader& a) { return mixture_of(a); }),
                 times_of("latency_kth", "the k-th answer of n calls at once", copies,
                          [](argument_reader& a) { return kth_of(a); }),
                 times_of("latency_retried", "a call that is tried again after a timeout", tries,
                          [](argument_reader& a) { return retried_of(a); })});
}

hedged_call hedged_of(const double* a) { return {time(a[0]), time(a[1]), a[2]}; }

// The share of hedged calls that takes longer than a time.
double hedged_exceeds(const double* a) {
  const hedged_call call = hedged_of(a);
  const auto delay = hedge(call, 0.5).delay;
  detail::require(a[3] > 0, "hedge", "time must be > 0 s", a[3]);
  return hedged_tail(detail::lognormal_tail(call), delay, time(a[3]));
}

std::vector<function> of_hedges() {
  const parameters call = {
      of(dim::time, "p50", "of the call, which is lognormal"), of(dim::time, "p99", "of the call"),
      optional_argument(number("after", "the percentile after which the copy is sent"), 0.95)};
  return {
      model("hedged_exceeds", dim::ratio, "the share that takes longer in spite of a second copy",
            with(call, of(dim::time, "time", "that it takes longer than")),
            [](const double* a) { return hedged_exceeds(a); }),
      model("hedge_delay", dim::time, "after how long a hedged call sends its second copy", call,
            [](const double* a) { return hedge(hedged_of(a), 0.5).delay; }),
      model("hedge_saving", dim::time, "what a second copy takes off a percentile",
            with(call, number("p", "such as 99.9%")),
            [](const double* a) {
              const hedged_result r = hedge(hedged_of(a), a[3]);
              return r.plain - r.hedged;
            }),
  };
}

std::vector<function> of_leaves() {
  const function_parameter leaves = number("leaves", "asked at once");
  return {
      model("leaf_percentile", dim::ratio,
            "the percentile of a leaf that is the percentile p of the request",
            {number("p", "of the request, such as 99%"), leaves},
            [](const double* a) { return leaf_percentile(a[0], a[1]); }),
      model("expected_slowest", dim::time, "mean time to the last of n exponential answers",
            {number("n", "leaves"), of(dim::time, "leaf", "mean time")},
            [](const double* a) { return expected_slowest(count("n", a[0]), time(a[1])); }),
  };
}

}  // namespace

std::vector<function> of_tails() { return joined({of_leaves(), of_hedges(), of_composed_times()}); }

}  // namespace model_table

std::vector<function> functions_of_load() {
  using namespace model_table;
  return joined({under("tails", of_tails()), of_changing_load(), of_bursts(), of_further_tries()});
}

}  // namespace ballpark
