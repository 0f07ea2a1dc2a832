// SPDX-License-Identifier: MIT
#pragma once

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/quantity.hpp>
#include <ballpark/units.hpp>

// What a log-structured merge tree writes, stores and reads beyond the data itself.
//
//   M   memory in which writes are collected before a flush
//   T   size ratio of neighbouring levels, 10 in RocksDB
//   L   levels on disk; level i holds up to M T^i, so L is the smallest with
//       M (T + ... + T^L) >= data
//
//                              leveled                     tiered
//   sorted runs per level      1                           up to T
//   bytes written, per byte    L (T + 1) / 2 on average,   L
//                              at most L (T + 1)
//   bytes stored, per byte     at most T / (T - 1)         at most T
//   runs that a read may try   L                           L T
//
// The average of leveled compaction is that of merging whole levels, each of which fills up in T
// steps; compaction in parts (RocksDB) works on levels that are always nearly full and comes close
// to the bound where writes are uniform over the keys. Real workloads with a skew write less. The
// log adds one more write of each byte, which is not in here.
//
// Stored bytes are bounded for updates spread over all keys; a compaction needs room beside that,
// for tiered as much again as its largest level, which `fill` of storage.hpp leaves free.
//
// With a Bloom filter per run, of false positive rate p, a read of an absent key costs p times the
// runs, and one of a present key at most one read more (bloom_filter.hpp).
//
// Source: P. O'Neil, E. Cheng, D. Gawlick, E. O'Neil, "The Log-Structured Merge-Tree", 1996;
// N. Dayan, M. Athanassoulis, S. Idreos, "Monkey: Optimal Navigable Key-Value Store", 2017
// (sources from memory).
namespace ballpark {

enum class compaction { leveled, tiered };

struct lsm_tree {
  quantity<dim::data> data{};
  quantity<dim::data> memory = 64 * units::mebibytes;
  double size_ratio = 10;
  compaction policy = compaction::leveled;
  // 1 without filters: every run that may hold the key is read.
  double filter_false_positives = 1;
};

struct lsm_amplification {
  int levels = 1;
  double write = 1;
  double write_at_most = 1;
  double space_at_most = 1;
  double runs = 1;
  // Disk reads of a key that is there, and of one that is not, at most; without any cache.
  double reads_of_present = 1;
  double reads_of_absent = 1;
};

namespace detail {

constexpr int lsm_levels(const lsm_tree& t) {
  int levels = 1;
  double level = t.memory.in_base_units() * t.size_ratio;
  double capacity = level;
  for (; capacity < t.data.in_base_units(); capacity += level) {
    level *= t.size_ratio;
    ++levels;
  }
  return levels;
}

}  // namespace detail

// Levels and amplifications of a tree that is full.
[[nodiscard]] constexpr lsm_amplification amplification_of(const lsm_tree& t) {
  constexpr auto name = "lsm_tree";
  detail::require(detail::is_amount(t.data.in_base_units()), name, "data must be >= 0 bytes",
                 t.data.in_base_units());
  detail::require(detail::is_positive(t.memory.in_base_units()), name, "memory must be > 0 bytes",
                 t.memory.in_base_units());
  detail::require(t.size_ratio >= 2 && t.size_ratio <= 1e6, name, "size_ratio must be in 2 .. 1e6",
                 t.size_ratio);
  detail::require(detail::is_share(t.filter_false_positives), name,
                 "filter_false_positives must be in 0 .. 1", t.filter_false_positives);
  const bool leveled = t.policy == compaction::leveled;
  const double ratio = t.size_ratio;
  lsm_amplification a;
  a.levels = detail::lsm_levels(t);
  a.write = leveled ? a.levels * (ratio + 1) / 2 : a.levels;
  a.write_at_most = leveled ? a.levels * (ratio + 1) : a.levels;
  a.space_at_most = leveled ? ratio / (ratio - 1) : ratio;
  a.runs = leveled ? a.levels : a.levels * ratio;
  a.reads_of_absent = a.runs * t.filter_false_positives;
  a.reads_of_present = 1 + (a.runs - 1) * t.filter_false_positives;
  return a;
}

}  // namespace ballpark
