// SPDX-License-Identifier: MIT
#include <ballpark/models/btree.hpp>
#include <ballpark/models/lsm.hpp>
#include <ballpark/models/storage.hpp>
#include "expression/model_table.hpp"

namespace ballpark::model_table {

namespace {

const auto catalogue = of(dim::item, "items", "how many there are");
const auto size = of(dim::data, "size", "of one item");
const auto index = optional_argument(number("index", "bytes of index per byte"), 0);
const auto compression = optional_argument(number("compression", "before by after"), 1);
const auto replicas = number("replicas", "copies in all");

const auto writes = of(dim::request_rate, "writes", "today");
const auto growth =
    optional_argument(of(dim::growth_rate, "growth", "of the writes, such as 40% /yr"), 0);
const auto horizon = of(dim::time, "horizon", "how long from today");
const auto since =
    optional_argument(of(dim::time, "since", "for how long it has been written; 0 if new"), 0);
const auto per_write =
    optional_argument(of(dim::item / dim::request, "per_write", "items of one write"), 1);

}  // namespace

std::vector<function> of_storage() {
  return {
      model("disk_needed", dim::data, "disk to buy for replicated data",
            {catalogue, size, index, compression, replicas,
             number("fill", "share of a disk that is used")},
            [](const double* a) {
              return need_of({items(a[0]), bytes(a[1]), a[2], a[3], a[4], a[5]}).disk;
            }),
      model("storage_all_copies", dim::data, "what all copies of the data take",
            {catalogue, size, index, compression, replicas},
            [](const double* a) {
              return need_of({items(a[0]), bytes(a[1]), a[2], a[3], a[4]}).all_copies;
            }),
      model("storage_one_copy", dim::data, "what one copy takes, compressed and with its indexes",
            {catalogue, size, index, compression},
            [](const double* a) {
              return need_of({items(a[0]), bytes(a[1]), a[2], a[3]}).one_copy;
            }),
      model("storage_raw", dim::data, "the data as written, without anything", {catalogue, size},
            [](const double* a) {
              return need_of({items(a[0]), bytes(a[1])}).raw;
            }),
      model("stored_items", dim::item, "the items that are there, of writes kept for ever",
            {writes, growth, horizon, since, per_write},
            [](const double* a) {
              return items_of({rate(a[0]),
                               as<dim::growth_rate>(a[1]),
                               as<dim::item / dim::request>(a[4]),
                               {},
                               time(a[2]),
                               time(a[3])});
            }),
      model("retained_items", dim::item, "the items that are there, of writes kept for a time",
            {writes, growth, of(dim::time, "retention", "how long each is kept"), horizon, since,
             per_write},
            [](const double* a) {
              return items_of({rate(a[0]), as<dim::growth_rate>(a[1]),
                               as<dim::item / dim::request>(a[5]), time(a[2]), time(a[3]),
                               time(a[4])});
            }),
  };
}

namespace {

template <compaction Policy>
lsm_amplification tree_in(const double* a, double false_positives = 1) {
  return amplification_of({bytes(a[0]), bytes(a[1]), a[2], Policy, false_positives});
}

const parameters tree{of(dim::data, "data", "stored"),
                      optional_argument(of(dim::data, "memory", "of a flush"), 64 * 1048576.0),
                      optional_argument(number("size_ratio", "of neighbouring levels"), 10)};
const parameters filtered_tree{
    tree[0], tree[1], tree[2],
    optional_argument(number("false_positives", "rate of the Bloom filter of a run; 1 without"),
                      1)};

std::vector<function> of_leveled_trees() {
  constexpr auto leveled = compaction::leveled;
  return {
      model("lsm_levels", dim::ratio, "levels of a log-structured merge tree", tree,
            [](const double* a) { return tree_in<leveled>(a).levels; }),
      model("lsm_write_amplification", dim::ratio, "bytes written per byte, levels merged whole",
            tree, [](const double* a) { return tree_in<leveled>(a).write; }),
      model("lsm_write_at_most", dim::ratio, "bytes written per byte, levels merged in parts", tree,
            [](const double* a) { return tree_in<leveled>(a).write_at_most; }),
      model("lsm_space_at_most", dim::ratio, "bytes stored per byte, at most", tree,
            [](const double* a) { return tree_in<leveled>(a).space_at_most; }),
      model("lsm_runs", dim::ratio, "sorted runs that a read may have to try", tree,
            [](const double* a) { return tree_in<leveled>(a).runs; }),
      model("lsm_reads_of_present", dim::ratio, "disk reads of a key that is there, at most",
            filtered_tree,
            [](const double* a) { return tree_in<leveled>(a, a[3]).reads_of_present; }),
      model("lsm_reads_of_absent", dim::ratio, "disk reads of a key that is not there, at most",
            filtered_tree,
            [](const double* a) { return tree_in<leveled>(a, a[3]).reads_of_absent; }),
  };
}

std::vector<function> of_tiered_trees() {
  constexpr auto tiered = compaction::tiered;
  return {
      model("lsm_tiered_write_amplification", dim::ratio, "bytes written per byte, in tiers", tree,
            [](const double* a) { return tree_in<tiered>(a).write; }),
      model("lsm_tiered_space_at_most", dim::ratio, "bytes stored per byte in tiers, at most", tree,
            [](const double* a) { return tree_in<tiered>(a).space_at_most; }),
      model("lsm_tiered_runs", dim::ratio, "sorted runs that a read in tiers may have to try", tree,
            [](const double* a) { return tree_in<tiered>(a).runs; }),
      model("lsm_tiered_reads_of_present", dim::ratio,
            "disk reads of a key that is there, in tiers", filtered_tree,
            [](const double* a) { return tree_in<tiered>(a, a[3]).reads_of_present; }),
      model("lsm_tiered_reads_of_absent", dim::ratio, "disk reads of a key that is not, in tiers",
            filtered_tree,
            [](const double* a) { return tree_in<tiered>(a, a[3]).reads_of_absent; }),
  };
}

btree_size btree_in(const double* a) {
  return size_of(btree{items(a[0]), bytes(a[1]), bytes(a[2]), {}, bytes(a[3]), a[4]});
}

std::vector<function> of_btrees() {
  const parameters rows{catalogue, of(dim::data, "entry", "of a leaf"),
                        optional_argument(of(dim::data, "key", "with pointer"), 24),
                        optional_argument(of(dim::data, "page", "such as 8 KiB"), 8192),
                        optional_argument(number("fill", "0.69 after random inserts"), 0.69)};
  return {
      model("btree_height", dim::ratio, "levels of a B tree, with its leaves", rows,
            [](const double* a) { return btree_in(a).height; }),
      model("btree_fanout", dim::ratio, "children of an inner page", rows,
            [](const double* a) { return btree_in(a).fanout; }),
      model("btree_leaves", dim::ratio, "pages with entries", rows,
            [](const double* a) { return btree_in(a).leaves; }),
      model("btree_inner_pages", dim::ratio, "pages above the leaves", rows,
            [](const double* a) { return btree_in(a).inner_pages; }),
      model("btree_inner_memory", dim::data, "memory that keeps all but the leaves", rows,
            [](const double* a) { return btree_in(a).inner; }),
      model("btree_disk", dim::data, "what all its pages take", rows,
            [](const double* a) { return btree_in(a).disk; }),
      model("btree_space_amplification", dim::ratio, "bytes stored per byte of entries", rows,
            [](const double* a) { return btree_in(a).space_amplification; }),
      model("btree_write_amplification", dim::ratio, "bytes written per byte updated at random",
            rows, [](const double* a) { return btree_in(a).write_amplification; }),
  };
}

}  // namespace

std::vector<function> of_storage_engines() {
  return joined({of_leveled_trees(), of_tiered_trees(), of_btrees()});
}

}  // namespace ballpark::model_table
