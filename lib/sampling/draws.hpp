// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ballpark {

// The uniform numbers of all worlds: one scrambled Sobol coordinate for each key.
//
// The key, such as `workload.peak`, alone decides which coordinate and which scramble a number
// gets, so adding an input leaves the numbers of all others as they were. The scramble is a nested
// uniform (Owen) one by the hash of Laine and Karras; results lie in the open interval (0, 1), and
// any 2^k consecutive worlds from a multiple of 2^k hit each of the 2^k equal cells once.
class draws {
 public:
  // `count` worlds, a power of two.
  draws(std::uint64_t seed, std::size_t count);

  // The index of a key; the same key has the same index.
  std::uint32_t add(std::string_view key);

  // The numbers of all worlds, or of those from `first` on. Safe to call from several threads.
  void fill(std::uint32_t index, std::span<double> u) const { fill(index, 0, u); }
  void fill(std::uint32_t index, std::size_t first, std::span<double> u) const;

  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::size_t size() const { return streams_.size(); }
  [[nodiscard]] const std::string& key(std::uint32_t index) const { return streams_[index].key; }

 private:
  struct stream {
    std::string key;
    std::uint32_t dimension;
    std::uint32_t scramble;
    std::uint32_t lap;
  };

  std::uint64_t seed_;
  std::size_t count_;
  std::vector<stream> streams_;
};

}  // namespace ballpark
