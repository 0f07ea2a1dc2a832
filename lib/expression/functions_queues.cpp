// SPDX-License-Identifier: MIT
#include <ballpark/models/mm1.hpp>
#include <ballpark/models/mmc.hpp>
#include "expression/function_groups.hpp"
#include "expression/queue_rows.hpp"

namespace ballpark {

namespace model_table {

namespace {

mm1_queue mm1_of(const double* a) { return {rate(a[0]), time(a[1])}; }
mmc_queue mmc_of(const double* a) { return {rate(a[0]), time(a[1]), a[2]}; }

std::vector<function> of_one_server() {
  const parameters one = {arrivals, service};
  const std::string at = "one server, M/M/1";
  return joined({means_of("mm1", at, one, [](const double* a) { return mm1(mm1_of(a)); }),
                 tails_of<2>("mm1", at, one, [](const double* a) { return mm1_of(a); })});
}

std::vector<function> of_several_servers() {
  const parameters several = {arrivals, service, servers};
  const std::string at = "several servers, M/M/c";
  return joined(
      {means_of("mmc", at, several, [](const double* a) { return mmc(mmc_of(a)); }),
       tails_of<3>("mmc", at, several, [](const double* a) { return mmc_of(a); }),
       {model("mmc_waiting_probability", dim::ratio, "the share that has to wait, M/M/c", several,
              [](const double* a) { return mmc(mmc_of(a)).waiting_probability; }),
        model("mmc_wait_deviation", dim::time, "standard deviation of the wait, M/M/c", several,
              [](const double* a) { return mmc(mmc_of(a)).wait_deviation; }),
        model("mmc_occupancy", dim::ratio, "the share of time that so many are inside, M/M/c",
              with(several, number("n", "waiting and served, a whole number")),
              [](const double* a) { return occupancy(mmc_of(a), a[3]); })}});
}

}  // namespace

std::vector<function> of_exponential_queues() {
  return joined({of_one_server(), of_several_servers(), of_finite_systems()});
}

}  // namespace model_table

std::vector<function> functions_of_queues() {
  using namespace model_table;
  return joined({under("queues", of_little()), under("queues", of_exponential_queues()),
                 under("queues", of_general_queues()), under("queues", of_shared_servers()),
                 under("sizing", of_sizing()), under("networks", of_laws()),
                 under("networks", of_networks())});
}

}  // namespace ballpark
