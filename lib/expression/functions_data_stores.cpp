// SPDX-License-Identifier: MIT
#include <ballpark/models/bloom_filter.hpp>
#include <ballpark/models/btree.hpp>
#include <ballpark/models/histogram.hpp>
#include <ballpark/models/hyperloglog.hpp>
#include <ballpark/models/id_space.hpp>
#include <ballpark/models/lsm.hpp>
#include <ballpark/models/storage.hpp>
#include "expression/model_table.hpp"

namespace ballpark::model_table {

namespace {

const function_parameter catalogue = of(dim::item, "items", "how many there are");
const function_parameter alphabet = number("alphabet", "characters, such as 62");
const function_parameter length = number("length", "of an identifier in characters");
const function_parameter taken = of(dim::item, "taken", "identifiers in use");

}  // namespace

std::vector<function> of_stores() {
  return {
      model("disk_needed", dim::data, "disk to buy for replicated data",
            {catalogue, of(dim::data, "size", "of one item"),
             number("index", "bytes of index per byte"), number("compression", "before by after"),
             number("replicas", "copies in all"), number("fill", "share of a disk that is used")},
            [](const double* a) {
              return need_of({items(a[0]), bytes(a[1]), a[2], a[3], a[4], a[5]}).disk;
            }),
      model("lsm_write_amplification", dim::ratio, "bytes written per byte, levels merged whole",
            {of(dim::data, "data", "stored"), of(dim::data, "memory", "of a flush"),
             number("size_ratio", "of neighbouring levels")},
            [](const double* a) {
              return amplification_of(
                         {.data = bytes(a[0]), .memory = bytes(a[1]), .size_ratio = a[2]})
                  .write;
            }),
      model("lsm_levels", dim::ratio, "levels of a log-structured merge tree",
            {of(dim::data, "data", "stored"), of(dim::data, "memory", "of a flush"),
             number("size_ratio", "of neighbouring levels")},
            [](const double* a) {
              return amplification_of(
                         {.data = bytes(a[0]), .memory = bytes(a[1]), .size_ratio = a[2]})
                  .levels;
            }),
      model("btree_height", dim::ratio, "levels of a B tree, with its leaves",
            {catalogue, of(dim::data, "entry", "of a leaf"), of(dim::data, "key", "with pointer"),
             of(dim::data, "page", "such as 8 KiB"), number("fill", "0.69 after random inserts")},
            [](const double* a) {
              return size_of(btree{items(a[0]), bytes(a[1]), bytes(a[2]), {}, bytes(a[3]), a[4]})
                  .height;
            }),
      model("bloom_memory", dim::data, "memory of a Bloom filter with whole hashes",
            {catalogue, number("false_positives", "the rate that is kept")},
            [](const double* a) { return memory_of(bloom_filter_for(items(a[0]), a[1])); }),
      model(
          "bloom_false_positives", dim::ratio, "the false positive rate of a Bloom filter",
          {catalogue, of(dim::data, "memory", "of the filter"), number("hashes", "a whole number")},
          [](const double* a) {
            return false_positive_rate({items(a[0]), 8 * a[1], count("hashes", a[2])});
          }),
      model("hyperloglog_error", dim::ratio, "relative standard error of a HyperLogLog count",
            {number("registers", "a power of two")},
            [](const double* a) { return standard_error({a[0]}); }),
      model("hyperloglog_memory", dim::data, "memory of the smallest HyperLogLog for an error",
            {number("error", "relative standard error")},
            [](const double* a) { return memory_of(hyperloglog_for(a[0])); }),
      model("histogram_memory", dim::data, "memory of an HDR histogram",
            {of(dim::time, "resolution", "the unit of its times"),
             of(dim::time, "longest", "time that fits"), number("digits", "significant, 1 .. 5")},
            [](const double* a) {
              return size_of(log_linear_histogram{time(a[0]), time(a[1]), count("digits", a[2])})
                  .memory;
            }),
  };
}

std::vector<function> of_identifiers() {
  return {
      model("id_collision", dim::ratio,
            "the probability that some two random identifiers are equal", {taken, alphabet, length},
            [](const double* a) {
              return collision_probability(items(a[0]), size_of({a[1], a[2]}));
            }),
      model("id_draws", dim::ratio, "draws until an identifier is free, on average",
            {taken, alphabet, length},
            [](const double* a) {
              return draws_per_insert(items(a[0]), size_of({a[1], a[2]}));
            }),
      model("id_length", dim::ratio, "the smallest length for a probability of collision",
            {taken, alphabet, number("collision", "the probability allowed")},
            [](const double* a) { return id_length_for(items(a[0]), a[2], a[1]); }),
      model("ids_until_collision", dim::item, "identifiers until a collision has a probability",
            {number("collision", "the probability"), alphabet, length},
            [](const double* a) {
              return ids_for_collision(a[0], size_of({a[1], a[2]}));
            }),
  };
}

}  // namespace ballpark::model_table
