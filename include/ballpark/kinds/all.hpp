// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include <ballpark/kinds/cache.hpp>
#include <ballpark/kinds/cdn.hpp>
#include <ballpark/kinds/dns.hpp>
#include <ballpark/kinds/external.hpp>
#include <ballpark/kinds/load_balancer.hpp>
#include <ballpark/kinds/nosql.hpp>
#include <ballpark/kinds/object_store.hpp>
#include <ballpark/kinds/queue.hpp>
#include <ballpark/kinds/search.hpp>
#include <ballpark/kinds/service.hpp>
#include <ballpark/kinds/sql.hpp>
#include <ballpark/kinds/tsdb.hpp>
#include <ballpark/kinds/worker.hpp>

namespace ballpark {

template <template <typename> typename... Kinds>
struct kind_list {};

// Every kind, in the order in which they are listed. This is the only list of them: the reader, the
// schema, the engine, `ballpark kinds` and the checks of the documentation are made from it.
using every_kind = kind_list<
    dns,
    cdn,
    load_balancer,
    service,
    worker,
    cache,
    nosql,
    sql,
    queue,
    object_store,
    search,
    tsdb,
    external>;

namespace detail {
template <typename N, typename Use, template <typename> typename... Kinds>
constexpr void with_kind_of(kind_list<Kinds...>, std::uint32_t position, Use&& use) {
  std::uint32_t at = 0;
  // Constants after inlining, so this is the jump of a switch.
  (void)((at++ == position && (use(Kinds<N>{}), true)) || ...);
}
}  // namespace detail

// Calls `use` with the kind at this position of the list, as `Kind<N>{}`.
template <typename N, typename Use>
constexpr void with_kind(std::uint32_t position, Use&& use) {
  detail::with_kind_of<N>(every_kind{}, position, use);
}

}  // namespace ballpark
