// SPDX-License-Identifier: MIT
#include <ballpark/models/backlog.hpp>
#include <ballpark/models/batching.hpp>
#include <ballpark/models/burst.hpp>
#include <ballpark/models/token_bucket.hpp>
#include "expression/model_table.hpp"

// Bursts, what they leave behind, limits and batches.
namespace ballpark::model_table {

namespace {

burst burst_of(const double* a) { return {rate(a[0]), a[1], time(a[2])}; }

const parameters a_burst = {of(dim::request_rate, "base", "the rate without it"),
                            number("factor", "how many times as much"),
                            of(dim::time, "length", "how long it lasts")};

std::vector<function> of_bursts_alone() {
  return {
      model("burst_peak", dim::request_rate, "the rate during a burst",
            {a_burst[0], a_burst[1], optional_argument(a_burst[2], 0)},
            [](const double* a) { return load_of(burst_of(a)).peak; }),
      model("burst_total", dim::request, "what comes during a burst", a_burst,
            [](const double* a) { return load_of(burst_of(a)).total; }),
      model("burst_mean_rate", dim::request_rate, "the mean rate where a burst comes every period",
            with(a_burst, of(dim::time, "period", "from one burst to the next")),
            [](const double* a) { return mean_rate(burst_of(a), time(a[3])); }),
  };
}

std::vector<function> of_backlogs_left() {
  const function_parameter capacity = of(dim::request_rate, "capacity", "what is served");
  const parameters waiting = {of(dim::request, "backlog", "what is waiting"),
                              of(dim::request_rate, "arrivals", "what goes on to come"),
                              of(dim::request_rate, "capacity", "must be more than the arrivals")};
  const parameters outage = {of(dim::time, "outage", "how long nothing was served"),
                             of(dim::request_rate, "arrivals", "during it and after")};
  return {
      model("drain_worst_delay", dim::time, "how long the last of a backlog still waits", waiting,
            [](const double* a) {
              return drain(requests(a[0]), rate(a[1]), rate(a[2])).worst_delay;
            }),
      model("outage_backlog", dim::request, "what an outage leaves waiting", outage,
            [](const double* a) { return after_outage(time(a[0]), rate(a[1]), {}).peak; }),
      model("burst_backlog", dim::request, "what a burst leaves waiting", with(a_burst, capacity),
            [](const double* a) { return after_burst(burst_of(a), rate(a[3])).peak; }),
      model("burst_worst_delay", dim::time, "the longest wait that a burst causes",
            with(a_burst, capacity),
            [](const double* a) { return after_burst(burst_of(a), rate(a[3])).worst_delay; }),
  };
}

token_bucket bucket_of(const double* a) { return {rate(a[0]), requests(a[1])}; }

limited_burst limited(const double* a) {
  return limit({rate(a[2]), a[3], time(a[4])}, bucket_of(a));
}

std::vector<function> of_limits() {
  const parameters bucket = {of(dim::request_rate, "rate", "tokens that come in"),
                             of(dim::request, "size", "tokens that it holds")};
  const parameters met = {bucket[0], bucket[1], a_burst[0], a_burst[1], a_burst[2]};
  return {
      model("most_admitted", dim::request, "the most that a token bucket admits within a time",
            with(bucket, of(dim::time, "within", "from a full bucket on")),
            [](const double* a) { return most_admitted(bucket_of(a), time(a[2])); }),
      model("time_to_empty", dim::time, "how long a full token bucket admits everything",
            with(bucket, of(dim::request_rate, "arrivals", "above the rate")),
            [](const double* a) { return time_to_empty(bucket_of(a), rate(a[2])); }),
      model("burst_admitted", dim::request, "what a full token bucket admits of a burst", met,
            [](const double* a) { return limited(a).admitted; }),
      model("burst_rejected", dim::request, "what a full token bucket rejects of a burst", met,
            [](const double* a) { return limited(a).rejected; }),
      model("burst_refill_time", dim::time, "how long after a burst a token bucket is full again",
            met, [](const double* a) { return limited(a).refill; }),
  };
}

batch_time cost_of(const double* a) { return {time(a[0]), time(a[1])}; }

lot lot_of(const double* a) {
  lot l;
  l.per_batch = as<dim::money>(a[0]);
  l.demand = as<dim::item / dim::time>(a[1]);
  l.holding = as<dim::money / dim::item / dim::time>(a[2]);
  return l;
}

std::vector<function> of_batches() {
  const function_parameter size = number("size", "requests of a batch");
  const function_parameter arrivals = of(dim::request_rate, "arrivals", "requests per time");
  return {
      model("batch_fill_worst_time", dim::time,
            "how long the first of a batch waits for it to fill", {size, arrivals},
            [](const double* a) { return filling(a[0], rate(a[1])).worst; }),
      model("batch_utilization", dim::ratio, "the share of time that a server of batches is busy",
            {of(dim::time, "per_batch", "time per batch"),
             of(dim::time, "per_request", "time per request within it"), size, arrivals},
            [](const double* a) { return load_of(cost_of(a), a[2], rate(a[3])).utilization; }),
      model("lot_cost", dim::money / dim::time, "what lots of a size cost per time",
            {of(dim::money, "per_lot", "cost of a lot, whatever its size"),
             of(dim::item / dim::time, "demand", "items per time"),
             of(dim::money / dim::item / dim::time, "holding",
                "cost of an item that waits, per time"),
             of(dim::item, "size", "of a lot")},
            [](const double* a) { return lot_cost(lot_of(a), items(a[3])); }),
  };
}

}  // namespace

std::vector<function> of_bursts() {
  return joined({under("traffic", of_bursts_alone()), under("backlog", of_backlogs_left()),
                 under("limits", of_limits()), under("batching", of_batches())});
}

}  // namespace ballpark::model_table
