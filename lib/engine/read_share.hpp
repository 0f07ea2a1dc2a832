// SPDX-License-Identifier: MIT
#pragma once

#include "engine/operation.hpp"

// How much of what stores are asked reads, and how much writes: calls and bytes, by action, by
// component and of all.
namespace ballpark::engine {

template <typename N>
struct reads_and_writes {
  N reads = N(0);  // per second, or per request
  N writes = N(0);
  N bytes_read = N(0);
  N bytes_written = N(0);
};

template <typename N>
N share_of(const N& part, const N& other) {
  return value_of(part) > 0 ? part / (part + other) : N(0);
}

template <typename N>
N noted_share(const char* name, const N& share) {
  return note(name, quantity<dim::ratio, N>::from_base_units(share)).in_base_units();
}

template <typename N>
void emit_read_share(world<N>& w, const read_metrics& m, const reads_and_writes<N>& of) {
  if (m.share == no_metric) return;
  emit(w, m.share, noted_share("read-share", share_of(of.reads, of.writes)));
  emit(w, m.share_bytes,
       noted_share("read-share.bytes", share_of(of.bytes_read, of.bytes_written)));
  const N ratio = value_of(of.writes) > 0 ? of.reads / of.writes : N(unbounded);
  emit(w, m.ratio, noted_share("read-write", ratio));
}

// Its calls to stores, per request. What fills a cache after a miss is not among them.
template <typename N>
reads_and_writes<N> asked_by(const world<N>& w, std::size_t action) {
  const action_world<N>& a = w.actions[action];
  reads_and_writes<N> sum;
  for (std::size_t i = 0; i < w.components.size(); ++i) {
    const component_plan& p = w.of.components[i];
    for (std::uint32_t o = 0; p.is_store && o < p.ops; ++o) {
      const op_access does = w.from.components[i].ops[o].access;
      const N& calls = a.calls_per_request[p.first_op + o];
      if (does == op_access::call || value_of(calls) == 0) continue;
      N& into = does == op_access::read ? sum.reads : sum.writes;
      into = into + calls;
    }
  }
  sum.bytes_read = a.read_bytes.in_base_units();
  sum.bytes_written = a.written_bytes.in_base_units();
  return sum;
}

template <typename N>
void assess_read_shares(world<N>& w, const world_values<N>& get) {
  reads_and_writes<N> all;
  for (std::size_t a = 0; a < w.actions.size(); ++a) {
    const read_metrics& m = w.of.actions[a].metrics.reads;
    if (m.share == no_metric) continue;
    get.about(w.from.workload.actions[a].name);
    const auto own = asked_by(w, a);
    emit_read_share(w, m, own);
    const N rate = w.actions[a].mean.in_base_units();
    all.reads = all.reads + own.reads * rate;
    all.writes = all.writes + own.writes * rate;
    all.bytes_read = all.bytes_read + own.bytes_read;
    all.bytes_written = all.bytes_written + own.bytes_written;
  }
  for (std::size_t i = 0; i < w.components.size(); ++i) {
    const component_world<N>& c = w.components[i];
    get.about(w.from.components[i].name);
    emit_read_share(w, w.of.components[i].metrics.reads,
                    {c.mean_reads.in_base_units(), c.mean_writes.in_base_units(),
                     c.mean_read_bytes.in_base_units(), c.mean_written_bytes.in_base_units()});
  }
  get.about("system");
  emit_read_share(w, w.of.system.reads, all);
  get.about("");
}

}  // namespace ballpark::engine
