// SPDX-License-Identifier: MIT
#include <string>

#include "scenario/reader.hpp"

namespace ballpark {
namespace {

const wanted rate{{dim::request_rate}, range_law::positive, "400 req/s", false, true};
const wanted calls{{dim::request, dim::ratio}, range_law::positive, "200", false, true};
const wanted time{{dim::time}, range_law::positive, "5 min"};

}  // namespace

void reader::read_gate(const document& own, scenario_component& c) {
  const auto* limit = own.find_entry("limit");
  read_limit(own, "components." + c.name, c, c.gate);
  read_consumer(own, c);
  const auto* lag = own.find_entry("lag");
  if (limit == nullptr || lag == nullptr) return;
  diagnostic& two = found_.error(
      "two-limits", "`" + c.name + "` takes what its `lag` asks, or what its `limit` allows",
      lag->where, "keep one of the two");
  two.notes.push_back({limit->where, "the limit"});
}

// `400 req/s`, or `200 in-flight`; of a component, or of one of its ops.
void reader::read_limit(const document& own, const std::string& path, const scenario_component& c,
                        scenario_gate& gate) {
  read_over(own, gate);
  const auto* e = own.find_entry("limit");
  if (e == nullptr) return;
  const document& d = e->value;
  constexpr std::string_view in_flight = "in-flight";
  if (d.is != document::form::scalar || !d.text.ends_with(in_flight)) {
    gate.limit = value(d, path + ".limit", rate);
    return;
  }
  const place number = trimmed(part_of(d, 0, d.text.size() - in_flight.size()));
  gate.in_flight = value_at(number, path + ".limit", calls);
  if (median_of_field(c.common, tier_fields(), "latency.p50").value_or(0) > 0) return;
  found_.error("missing-key",
               "how many calls a second are " + d.text + " depends on how long one takes, and `" +
                   c.name + "` has no `latency`",
               e->where, "write `latency: {p50: 2 ms, p99: 12 ms}`, or a limit in `req/s`");
}

// What is over the limit waits, or is turned away.
void reader::read_over(const document& own, scenario_gate& gate) {
  const auto* over = own.find_entry("over");
  if (over == nullptr || over->value.is == document::form::broken) return;
  if (over->value.text == "shed") {
    gate.sheds = true;
  } else if (over->value.text != "queue") {
    found_.error("bad-over", "over a limit calls `queue`, or are turned away: `shed`",
                 over->value.where, "write `over: queue` or `over: shed`");
  }
  if (own.find("limit") != nullptr) return;
  found_.error("missing-key", "`over` says what happens over a limit, and there is none",
               over->where, "write `limit: 400 req/s` beside it");
}

// How far the consumer of a queue may fall behind.
void reader::read_consumer(const document& own, scenario_component& c) {
  const std::string path = "components." + c.name;
  c.gate.lag = value_of(own, "lag", path, time);
  c.gate.outage = value_of(own, "outage", path, time);
  const auto* size_for = own.find_entry("size-for");
  if (size_for == nullptr || size_for->value.is == document::form::broken) return;
  c.gate.for_mean = size_for->value.text == "mean";
  if (!c.gate.for_mean && size_for->value.text != "peak") {
    found_.error("bad-size-for", "`size-for` is `mean` or `peak`", size_for->value.where,
                 "write `size-for: mean`, or a `lag: 5 min`");
  }
  const auto* lag = own.find_entry("lag");
  if (lag == nullptr) return;
  diagnostic& two =
      found_.error("two-sizes", "a consumer is sized for its `lag`, or for its mean or peak",
                   size_for->where, "keep one of the two");
  two.notes.push_back({lag->where, "the lag"});
}

}  // namespace ballpark
