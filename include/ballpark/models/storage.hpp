// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include <ballpark/models/detail/argument.hpp>
#include <ballpark/models/growth.hpp>
#include <ballpark/quantity.hpp>
#include <ballpark/units.hpp>

// How many items are kept, and what disk they need.
//
//   items      those written within the retention, while the rate of writes grows
//   one copy   items x size x (1 + index) / compression
//   disk       one copy x replicas / fill
//
//   size          bytes of one item as written, with its keys and headers
//   index         bytes of indexes per byte of items, 0.1 for 10 %
//   compression   bytes before by bytes after, 1 without
//   replicas      copies in all, 3 for a replication factor of 3
//   fill          the share of a disk that may be used: 0.5 where a compaction may need the whole
//                 again, 0.7 .. 0.85 to leave time to add disks; may not be 0
//
// Each factor is left out in many published estimates, and in none of them is it 1: a replication
// factor and a fill of a half are a factor of 6. Backups and other sites are further copies.
//
// Source: A. Xu, System Design Interview, 2020 (the envelope); the factors as vendors give them,
// "Calculating usable disk capacity" (DataStax), "Sizing Amazon OpenSearch Service domains" (AWS).
namespace ballpark {

struct storage {
  quantity<dim::item> items{};
  quantity<dim::data> item_size{};
  double index = 0;
  double compression = 1;
  double replicas = 1;
  double fill = 1;
};

struct storage_need {
  // As written, without anything.
  quantity<dim::data> raw{};
  quantity<dim::data> one_copy{};
  quantity<dim::data> all_copies{};
  // To be bought.
  quantity<dim::data> disk{};
};

// Each step from the items to the disk that is to be bought.
[[nodiscard]] constexpr storage_need need_of(const storage& s) {
  detail::require(s.items.in_base_units() >= 0, "storage: items must be >= 0",
                 s.items.in_base_units());
  detail::require(s.item_size.in_base_units() >= 0, "storage: item_size must be >= 0 bytes",
                 s.item_size.in_base_units());
  detail::require(s.index >= 0, "storage: index must be >= 0", s.index);
  detail::require(s.compression > 0, "storage: compression must be > 0", s.compression);
  detail::require(s.replicas >= 1, "storage: replicas must be >= 1", s.replicas);
  detail::require(s.fill > 0 && s.fill <= 1, "storage: fill must be above 0 and at most 1", s.fill);
  storage_need need;
  need.raw = s.item_size * s.items.in(units::items);
  need.one_copy = need.raw * (1 + s.index) / s.compression;
  need.all_copies = need.one_copy * s.replicas;
  need.disk = need.all_copies / s.fill;
  return need;
}

struct retained_items {
  // Today, and what becomes of it; the past grew in the same way.
  quantity<dim::request_rate> writes{};
  quantity<dim::growth_rate> growth{};
  quantity<dim::item / dim::request> items_per_write = units::items / units::requests;
  // Kept for ever if absent.
  std::optional<quantity<dim::time>> retention = std::nullopt;
  // Asked for at this time from today.
  quantity<dim::time> horizon{};
  // For how long it has been written already; 0 is a new system, which holds nothing today.
  quantity<dim::time> since{};
};

// The items that are there at the horizon.
[[nodiscard]] inline quantity<dim::item> items_of(const retained_items& r) {
  const double yearly = 0.01 * r.growth.in(units::percent_per_year);
  detail::require(r.writes.in_base_units() >= 0, "retained_items: writes must be >= 0",
                 r.writes.in_base_units());
  detail::require(yearly > -1, "retained_items: growth must be above -100 % per year", yearly);
  const quantity<dim::time> retention = r.retention.value_or(quantity<dim::time>{});
  detail::require(retention.in_base_units() >= 0, "retained_items: retention must be >= 0 s",
                 retention.in_base_units());
  const double last = r.horizon.in(units::years);
  double first = -r.since.in(units::years);
  detail::require(last >= first, "retained_items: horizon must not be before the first write", last);
  if (r.retention && last - retention.in(units::years) > first) {
    first = last - retention.in(units::years);
  }
  return r.writes * r.items_per_write * (growth_integral(yearly, first, last) * units::years);
}

}  // namespace ballpark
