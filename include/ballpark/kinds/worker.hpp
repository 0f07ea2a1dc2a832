// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <tuple>

#include <ballpark/kinds/field.hpp>
#include <ballpark/kinds/kind.hpp>
#include <ballpark/kinds/load.hpp>

namespace ballpark {

// Takes work from a queue, or runs jobs. No client stands in front of it: what it is called by, a
// queue or a schedule, is in the region, and it answers nobody.
//
//   cpu = calls * cpu_per_call                                      [core]
//   consumers = calls * hold                                        [1], Little's law
//
// cpu is the time of one message, or of a whole run (`cpu: 3 h`). `hold` is how long a message is in
// hand, waits for others included; without it the cpu time is. Consumers are those that are busy at
// peak, on average: no fewer have to be started, and no more than the queue has partitions.
// Source: J. D. C. Little, A Proof for the Queuing Formula L = lambda W, 1961.
template <typename N>
struct worker {
  static constexpr const char* name = "worker";
  static constexpr const char* help = "takes work from a queue, or runs jobs";
  static constexpr kind_facts facts{.forwards = true, .takes_clients = false, .default_op = "run"};

  cpu_per_request<N> cpu{};
  std::optional<duration<N>> hold{};

  static constexpr auto fields() {
    using k = worker;
    return std::tuple{
        positive("cpu", &k::cpu, "cpu time of a message, or of a whole run"),
        positive("hold", &k::hold, "how long a message is in hand; the cpu time unless stated"),
    };
  }

  static constexpr auto metrics() {
    return std::tuple{metric("consumers", &worker::consumers)};
  }

  [[nodiscard]] demand<N> needs(const load<N>& at, const copies<N>&) const {
    demand<N> d;
    d.cpu = at.priced_calls * cpu + at.own_read_cpu + at.own_write_cpu;
    return d;
  }

  [[nodiscard]] quantity<dim::ratio, N> consumers(const load<N>& at, const copies<N>& how) const {
    const N busy = hold ? at.calls.in_base_units() * hold->in_base_units()
                        : needs(at, how).cpu.in_base_units();
    return busy;
  }
};

}  // namespace ballpark
