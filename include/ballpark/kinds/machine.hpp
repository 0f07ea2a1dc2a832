// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <tuple>

#include <ballpark/kinds/field.hpp>
#include <ballpark/kinds/load.hpp>

namespace ballpark {

// What one node offers and costs. A resource that is not stated is not a limit of this machine.
template <typename N>
struct machine {
  quantity<dim::core / dim::node, N> cpu{};
  quantity<dim::data / dim::node, N> memory{};
  std::optional<quantity<dim::bandwidth / dim::node, N>> network{};
  std::optional<quantity<dim::data / dim::node, N>> disk{};
  std::optional<quantity<dim::io / dim::time / dim::node, N>> iops{};
  std::optional<quantity<dim::bandwidth / dim::node, N>> disk_writes{};
  std::optional<quantity<dim::money / dim::time / dim::node, N>> price{};

  static constexpr auto fields() {
    using m = machine;
    return std::tuple{
        positive("cpu", &m::cpu, "cores"),
        positive("memory", &m::memory, "memory"),
        positive("network", &m::network, "bandwidth of the interface, each way"),
        positive("disk", &m::disk, "space of the local disks"),
        positive("iops", &m::iops, "operations per second of the local disks"),
        positive("disk-writes", &m::disk_writes, "bytes per second that the local disks write"),
        positive("price", &m::price, "price, such as $184 /mo"),
    };
  }
};

}  // namespace ballpark
