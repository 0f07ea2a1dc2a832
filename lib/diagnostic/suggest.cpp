// SPDX-License-Identifier: MIT
#include "diagnostic/suggest.hpp"

#include <algorithm>
#include <tuple>

namespace ballpark {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view word) {
  std::string result(word);
  std::transform(result.begin(), result.end(), result.begin(), lower);
  return result;
}

// How many letters must be inserted, removed, replaced or swapped with their neighbour (the
// restricted Damerau-Levenshtein distance, three rows of its table at a time).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last, last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last = last;
    last = row;
  }
  return last[b.size()];
}

bool contains(std::string_view a, std::string_view b) {
  const std::string_view longer = a.size() < b.size() ? b : a;
  const std::string_view shorter = a.size() < b.size() ? a : b;
  return shorter.size() >= 3 && longer.find(shorter) != std::string_view::npos;
}

}  // namespace

std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string>& candidates) {
  const std::string plain = lowered(word);
  // Without regard to case first, and then with it: `Mib` is nearer to `MiB` than to `Mb`.
  using score = std::tuple<bool, std::size_t, std::size_t>;
  std::optional<std::string> best;
  score best_score{};
  for (const std::string& candidate : candidates) {
    const std::size_t far = distance(plain, lowered(candidate));
    const std::size_t reach = std::min<std::size_t>(3, std::max(word.size(), candidate.size()) / 3);
    const bool near = far <= reach;
    if (!near && !contains(plain, lowered(candidate))) continue;
    const score s{!near, far, distance(word, candidate)};
    if (!best || s < best_score) {
      best = candidate;
      best_score = s;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  if (const auto best = nearest(word, candidates)) return "did you mean `" + *best + "`?";
  if (candidates.empty() || candidates.size() > 6) return {};
  std::string list;
  for (const std::string& candidate : candidates) {
    list += (list.empty() ? "" : ", ") + ("`" + candidate + "`");
  }
  return (candidates.size() == 1 ? "there is only " : "one of ") + list;
}

}  // namespace ballpark
