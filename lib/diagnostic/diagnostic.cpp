// SPDX-License-Identifier: MIT
#include "diagnostic/diagnostic.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace ballpark {

diagnostic& diagnostics::add(diagnostic d) {
  list_.push_back(std::move(d));
  return list_.back();
}

diagnostic& diagnostics::error(std::string code, std::string message, place where,
                               std::string fix) {
  return add({severity::error,
              std::move(code),
              std::move(message),
              std::move(where),
              {},
              std::move(fix),
              {}});
}

diagnostic& diagnostics::warning(std::string code, std::string message, place where,
                                 std::string fix) {
  return add({severity::warning,
              std::move(code),
              std::move(message),
              std::move(where),
              {},
              std::move(fix),
              {}});
}

diagnostic& diagnostics::note(std::string code, std::string message, place where, std::string fix) {
  return add({severity::note,
              std::move(code),
              std::move(message),
              std::move(where),
              {},
              std::move(fix),
              {}});
}

void diagnostics::append(const diagnostics& other) {
  // A copy, since a list may be appended to itself.
  const std::vector<diagnostic> added = other.list_;
  list_.insert(list_.end(), added.begin(), added.end());
}

void diagnostics::sort() {
  const auto key = [](const diagnostic& d) {
    return std::tuple(d.where.in ? std::string_view(d.where.in->name()) : std::string_view(),
                      d.where.at.begin, d.where.at.end);
  };
  std::stable_sort(list_.begin(), list_.end(),
                   [&](const diagnostic& a, const diagnostic& b) { return key(a) < key(b); });
}

bool diagnostics::has_errors() const {
  return std::any_of(list_.begin(), list_.end(),
                     [](const diagnostic& d) { return d.level == severity::error; });
}

}  // namespace ballpark
