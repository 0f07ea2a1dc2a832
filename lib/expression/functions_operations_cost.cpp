// SPDX-License-Identifier: MIT
#include <stdexcept>

#include <ballpark/models/cost.hpp>
#include "expression/model_table.hpp"

namespace ballpark::model_table {

namespace {

tiered_bill egress_in(argument_reader a) {
  const auto traffic = a.one<dim::data>();
  const auto ends = a.list<dim::data>();
  const auto prices = a.list<dim::data_price>();
  if (prices.size() != ends.size() + 1) {
    throw std::domain_error("prices must be one more than up_to, for what is beyond");
  }
  std::vector<price_tier> tiers;
  for (const auto& end : ends) tiers.push_back({end, prices[tiers.size()]});
  tiers.push_back({{}, prices.back()});
  return cost_of_traffic(traffic, tiers);
}

// From `now`, `added`, `growth` and `copies`.
storage_bill bill_in(const double* a, double price, double span) {
  return cost_of_storage({bytes(a[0]), as<dim::bandwidth>(a[1]), as<dim::growth_rate>(a[2]), a[3]},
                         as<dim::storage_price>(price), time(span));
}

}  // namespace

std::vector<function> of_costs() {
  const auto now = of(dim::data, "now", "what is there");
  const auto added =
      optional_argument(of(dim::bandwidth, "added", "the rate at which it comes in now"), 0);
  const auto growth = optional_argument(of(dim::growth_rate, "growth", "of that rate"), 0);
  const auto copies = number("copies", "replicas and other overhead");
  const parameters kept{now, added, growth, copies, of(dim::time, "time", "from now")};
  const parameters tiers{
      of(dim::data, "traffic", "in all"),
      list_of(dim::data, "up_to", "where each tier ends but the last, which has no end"),
      list_of(dim::data_price, "prices", "of each tier, such as [0.09, 0.085 $/GB]")};
  return {
      model(
          "cost_of_nodes", dim::money, "machines that run all the time",
          {of(dim::node, "nodes", "how many"), of(dim::node_price, "price", "such as $0.4/node/h"),
           of(dim::time, "time", "a month is 730 h")},
          [](const double* a) {
            return cost_of_nodes(as<dim::node>(a[0]), as<dim::node_price>(a[1]), time(a[2]));
          }),
      model("cost_of_storage", dim::money,
            "data that is there and data that comes in, kept for ever",
            {now, added, growth, copies, of(dim::storage_price, "price", "such as $0.02/GB/mo"),
             of(dim::time, "time", "how long it is paid for")},
            [](const double* a) { return bill_in(a, a[4], a[5]).total; }),
      model("stored_at_end", dim::data, "what is stored after some time, with all its copies", kept,
            [](const double* a) { return bill_in(a, 0, a[4]).at_end; }),
      model("stored_on_average", dim::data, "what is stored on average over that time", kept,
            [](const double* a) { return bill_in(a, 0, a[4]).mean; }),
      model("cost_of_requests", dim::money, "calls that are billed one by one",
            {of(dim::request_rate, "rate", "the mean"),
             of(dim::request_price, "price", "such as $0.4 / 1M req"),
             of(dim::time, "time", "how long")},
            [](const double* a) {
              return cost_of_requests(rate(a[0]), as<dim::request_price>(a[1]), time(a[2]));
            }),
      model("egress_cost", dim::money, "traffic that is billed in tiers, each byte in its own",
            tiers, [](argument_reader a) { return egress_in(a).total; }),
      model("egress_marginal_price", dim::data_price, "what the next byte of it costs", tiers,
            [](argument_reader a) { return egress_in(a).marginal; }),
  };
}

}  // namespace ballpark::model_table
