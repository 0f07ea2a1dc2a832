// SPDX-License-Identifier: MIT
#include "engine/metric.hpp"

#include <utility>

namespace ballpark {

metric_id metric_list::add(metric_info info) {
  const auto id = static_cast<metric_id>(list_.size());
  by_name_.emplace(info.name, id);
  list_.push_back(std::move(info));
  return id;
}

metric_id metric_list::add(std::string name, const dimension& dim) {
  return add(metric_info{.name = std::move(name), .dim = dim});
}

metric_id metric_list::add_share(std::string name) {
  return add(metric_info{.name = std::move(name), .dim = dim::ratio, .is_share = true});
}

metric_id metric_list::add_time(std::string name) {
  return add(metric_info{.name = std::move(name), .dim = dim::time, .is_time = true});
}

metric_id metric_list::add_pooled(std::string name) {
  return add(
      metric_info{.name = std::move(name), .dim = dim::time, .is_time = true, .is_pooled = true});
}

metric_id metric_list::add_count(std::string name, const dimension& dim) {
  return add(metric_info{.name = std::move(name), .dim = dim, .is_count = true});
}

metric_id metric_list::add_fleet(std::string name, const dimension& dim) {
  return add(metric_info{.name = std::move(name), .dim = dim, .is_count = true, .is_fleet = true});
}

std::optional<metric_id> metric_list::find(std::string_view name) const {
  const auto it = by_name_.find(name);
  if (it == by_name_.end()) return std::nullopt;
  return it->second;
}

std::vector<std::string> metric_list::names() const {
  std::vector<std::string> names;
  names.reserve(list_.size());
  for (const auto& m : list_) names.push_back(m.name);
  return names;
}

}  // namespace ballpark
