// SPDX-License-Identifier: MIT
#include "sampling/draws.hpp"

#include <algorithm>
#include <bit>
#include <cassert>

#include <boost/random/sobol.hpp>

namespace ballpark {

namespace {

constexpr std::uint32_t sobol_dimensions = 256;

using lattice = boost::random::qrng_detail::sobol_lattice<std::uint32_t, 32,
                                                          boost::random::default_sobol_table>;

// Boost's direction numbers, computed once: 32 for each dimension, bit by bit.
const lattice& direction_numbers() {
  static const lattice numbers(sobol_dimensions);
  return numbers;
}

// FNV-1a with the finalizer of SplitMix64: the same on every platform.
std::uint64_t mixed(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

std::uint64_t hash(std::string_view key) {
  std::uint64_t h = 0xcbf29ce484222325u;
  for (const char c : key) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return mixed(h);
}

std::uint32_t reversed(std::uint32_t x) {
  x = ((x & 0x55555555u) << 1) | ((x >> 1) & 0x55555555u);
  x = ((x & 0x33333333u) << 2) | ((x >> 2) & 0x33333333u);
  x = ((x & 0x0f0f0f0fu) << 4) | ((x >> 4) & 0x0f0f0f0fu);
  return (x << 24) | ((x & 0xff00u) << 8) | ((x >> 8) & 0xff00u) | (x >> 24);
}

// Flips each bit by a hash of the bits above it (Laine and Karras 2011, constants of Burley 2020):
// a nested uniform scramble without a table.
std::uint32_t scrambled(std::uint32_t x, std::uint32_t seed) {
  x = reversed(x);
  x += seed;
  x ^= x * 0x6c50b47cu;
  x ^= x * 0xb82f1e52u;
  x ^= x * 0xc7afe638u;
  x ^= x * 0x8d22f6e6u;
  return reversed(x);
}

}  // namespace

draws::draws(std::uint64_t seed, std::size_t count) : seed_(seed), count_(count) {
  assert(std::has_single_bit(count) && count <= (std::size_t{1} << 31));
}

// Once all coordinates are taken they are used again, with the worlds in another order, so that
// two keys on one coordinate stay independent.
std::uint32_t draws::add(std::string_view key) {
  for (std::size_t i = 0; i < streams_.size(); ++i) {
    if (streams_[i].key == key) return static_cast<std::uint32_t>(i);
  }
  const std::uint64_t h = hash(key);
  const auto lap = static_cast<std::uint32_t>(streams_.size() / sobol_dimensions);
  auto dimension = static_cast<std::uint32_t>(h % sobol_dimensions);
  const auto taken = [&](std::uint32_t d) {
    return std::any_of(streams_.begin(), streams_.end(),
                       [&](const stream& s) { return s.dimension == d && s.lap == lap; });
  };
  while (taken(dimension)) dimension = (dimension + 1) % sobol_dimensions;
  const auto scramble = static_cast<std::uint32_t>(mixed(h ^ mixed(seed_ + 0x9e3779b97f4a7c15u)));
  streams_.push_back({std::string(key), dimension, scramble, lap});
  return static_cast<std::uint32_t>(streams_.size() - 1);
}

void draws::fill(std::uint32_t index, std::size_t first, std::span<double> u) const {
  const stream& s = streams_[index];
  const auto bits = direction_numbers().iter_at(0);
  std::uint32_t columns[32];
  for (std::uint32_t j = 0; j < 32; ++j) columns[j] = bits[sobol_dimensions * j + s.dimension];
  const int unused = 32 - std::countr_zero(count_);
  const auto point = [&](std::uint32_t world) {
    std::uint32_t x = 0;
    for (; world != 0; world &= world - 1) x ^= columns[std::countr_zero(world)];
    return x;
  };
  // From one world to the next the bits below the one that is set flip, all at once.
  std::uint32_t flips[32];
  std::uint32_t flip = 0;
  for (std::size_t j = 0; j < 32; ++j) flips[j] = flip ^= columns[j];
  std::uint32_t next = point(static_cast<std::uint32_t>(first));
  for (std::size_t i = 0; i < u.size(); ++i) {
    const auto world = static_cast<std::uint32_t>(first + i);
    const bool reordered = s.lap > 0 && unused < 32;
    const std::uint32_t x = reordered ? point(scrambled(world << unused, s.lap) >> unused) : next;
    next ^= flips[std::min(31, std::countr_zero(world + 1))];
    u[i] = (static_cast<double>(scrambled(x, s.scramble)) + 0.5) * 0x1p-32;
  }
}

}  // namespace ballpark
