// SPDX-License-Identifier: MIT
#include "scenario/made_items.hpp"

#include <algorithm>

namespace ballpark {
namespace {

class maker {
 public:
  maker(const scenario& s, std::uint32_t action, std::uint32_t component, std::uint32_t op)
      : s_(s), action_(action), component_(component), op_(op) {}

  void add(const scenario_data& d, bool from_others, made_per_call& into) {
    // Items that are made from each other in a circle have a finding of their own.
    if (std::find(open_.begin(), open_.end(), &d) != open_.end()) return;
    open_.push_back(&d);
    for (const auto& source : d.made_by) {
      if (source.factor != no_value) factors_.push_back(source.factor);
      if (is_of_this_call(source)) {
        into.push_back(factors_);
      } else if (from_others && source.is == scenario_source::kind::data) {
        add(s_.data[source.index], from_others, into);
      }
      if (source.factor != no_value) factors_.pop_back();
    }
    open_.pop_back();
  }

 private:
  [[nodiscard]] bool is_of_this_call(const scenario_source& source) const {
    switch (source.is) {
      case scenario_source::kind::action:
        return source.index == action_;
      case scenario_source::kind::component:
        return source.index == component_;
      case scenario_source::kind::op:
        return source.index == component_ && source.op == op_;
      case scenario_source::kind::data:
        return false;
    }
    return false;
  }

  const scenario& s_;
  std::uint32_t action_;
  std::uint32_t component_;
  std::uint32_t op_;
  std::vector<value_id> factors_;
  std::vector<const scenario_data*> open_;
};

}  // namespace

made_per_call items_made(const scenario& s, const std::string& item, std::uint32_t action,
                         std::uint32_t component, std::uint32_t op) {
  made_per_call made;
  maker of_call(s, action, component, op);
  for (const auto& d : s.data) {
    if (item.empty() || d.name == item) of_call.add(d, !item.empty(), made);
  }
  return made;
}

}  // namespace ballpark
