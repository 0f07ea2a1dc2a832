// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/quantity.hpp>
#include <ballpark/units.hpp>

// A B+ tree on disk: how high it is, what it stores and what a lookup and an update cost.
//
//   leaf     floor(page x fill / entry) entries, an entry being a row or a key with its pointer
//   fanout   floor(page x fill / (key + pointer)) children of an inner page
//   height   levels with the leaves: 1 + the number of times that the leaves must be divided by the
//            fanout until one page is left
//
// A lookup reads `height` pages, or one where the inner pages are in memory, which is 1 / fanout of
// the leaves. An update at random writes a whole page for one entry (and once more into a log or a
// double-write buffer, which is not in here); updates of neighbouring keys share the page, so the
// amplification is a bound.
//
// Pages are 69 % full after random inserts (Yao 1978: ln 2), 90 .. 100 % after inserts in order.
// Prefix compression raises the fanout, page and row headers lower it by 1 .. 10 %.
//
// Source: R. Bayer, E. McCreight, "Organization and Maintenance of Large Ordered Indices", 1972;
// A. C. Yao, "On Random 2-3 Trees", 1978; D. Comer, "The Ubiquitous B-Tree", 1979
// (sources from memory).
namespace ballpark {

struct btree {
  quantity<dim::item> items{};
  quantity<dim::data> entry = 100 * units::bytes;
  quantity<dim::data> key = 16 * units::bytes;
  quantity<dim::data> pointer = 8 * units::bytes;
  quantity<dim::data> page = 8 * units::kibibytes;
  double fill = 0.69;
};

struct btree_size {
  double height = 1;
  double fanout = 2;
  double leaves = 1;
  double inner_pages = 0;
  quantity<dim::data> disk{};
  // Memory that keeps all but the leaves.
  quantity<dim::data> inner{};
  // Bytes stored per byte of entries, and bytes written per byte updated at random.
  double space_amplification = 1;
  double write_amplification = 1;
};

namespace detail {

inline void check_btree(const btree& t, double per_leaf, double fanout) {
  constexpr auto name = "btree";
  require(t.items.in_base_units() >= 1 && is_amount(t.items.in_base_units()), name,
         "items must be >= 1 and finite", t.items.in_base_units());
  require(t.fill > 0 && t.fill <= 1, name, "fill must be above 0 and at most 1", t.fill);
  require(is_positive(t.entry.in_base_units()), name, "entry must be > 0 bytes",
         t.entry.in_base_units());
  require(is_positive((t.key + t.pointer).in_base_units()), name,
         "key and pointer must be > 0 bytes", (t.key + t.pointer).in_base_units());
  require(per_leaf >= 1, name, "a page must hold >= 1 entry", per_leaf);
  require(fanout >= 2, name, "a page must hold >= 2 keys", fanout);
}

}  // namespace detail

// What the tree is and costs; a page that holds no two keys is refused.
[[nodiscard]] inline btree_size size_of(const btree& t) {
  const double per_leaf = std::floor(t.page * t.fill / t.entry);
  btree_size size;
  size.fanout = std::floor(t.page * t.fill / (t.key + t.pointer));
  detail::check_btree(t, per_leaf, size.fanout);
  size.leaves = std::ceil(t.items.in(units::items) / per_leaf);
  for (double level = size.leaves; level > 1; ++size.height) {
    level = std::ceil(level / size.fanout);
    size.inner_pages += level;
  }
  size.disk = (size.leaves + size.inner_pages) * t.page;
  size.inner = size.inner_pages * t.page;
  size.space_amplification = size.disk / (t.items.in(units::items)*t.entry);
  size.write_amplification = t.page / t.entry;
  return size;
}

}  // namespace ballpark
