// SPDX-License-Identifier: MIT
#include <ballpark/models/gg1.hpp>
#include <ballpark/models/ggc.hpp>
#include <ballpark/models/ggc_tail.hpp>
#include <ballpark/models/gim1.hpp>
#include <ballpark/models/mdc.hpp>
#include <ballpark/models/mdc_tail.hpp>
#include <ballpark/models/mg1.hpp>
#include "expression/queue_rows.hpp"

// Queues whose service or arrivals are not exponential.
namespace ballpark::model_table {

namespace {

mg1_queue mg1_of(const double* a) { return {rate(a[0]), time(a[1]), a[2]}; }
mdc_queue mdc_of(const double* a) { return {rate(a[0]), time(a[1]), a[2]}; }
ekm1_queue ekm1_of(const double* a) { return {rate(a[0]), time(a[1]), a[2]}; }
dm1_queue dm1_of(const double* a) { return {rate(a[0]), time(a[1])}; }
gg1_queue gg1_of(const double* a) { return {rate(a[0]), time(a[1]), a[2], a[3]}; }
ggc_queue ggc_of(const double* a) { return {rate(a[0]), time(a[1]), a[2], a[3], a[4]}; }

// The wait by one approximation, with its error.
template <typename Means>
function estimated_wait(std::string_view name, std::string_view help, const parameters& takes,
                        Means) {
  return noted(model(name, dim::time, help, takes, [](const double* a) { return Means{}(a).wait; }),
               [](const double* a) { return error_of_wait(Means{}(a).relative_error); });
}

// Says by whose formula the wait is had, which is the first of the means.
std::vector<function> with_wait(std::vector<function> means, std::string_view help) {
  means[0].help = help;
  return means;
}

std::vector<function> of_mg1() {
  const parameters takes = {arrivals, service, cs2};
  const std::string at = "one server, M/G/1";
  return joined(
      {with_wait(means_of("mg1", at, takes, [](const double* a) { return mg1(mg1_of(a)); }),
                 "mean wait for one server, M/G/1, by Pollaczek and Khinchine"),
       {model("mg1_idle_probability", dim::ratio,
              "the share of time that the server is idle, M/G/1", takes,
              [](const double* a) { return mg1(mg1_of(a)).idle_probability; })},
       estimated_tails_of<3>("mg1", at, takes, [](const double* a) { return mg1_of(a); })});
}

std::vector<function> of_mdc() {
  const parameters takes = {arrivals, service, servers};
  const std::string at = "constant service, M/D/c";
  return joined(
      {means_of("mdc", at, takes, [](const double* a) { return mdc(mdc_of(a)); }),
       {model("mdc_waiting_probability", dim::ratio, "the share that has to wait, M/D/c", takes,
              [](const double* a) { return mdc(mdc_of(a)).waiting_probability; })},
       tails_of<3>("mdc", at, takes, [](const double* a) { return mdc_of(a); }),
       {estimated_wait("cosmetatos_wait", "mean wait at several servers, M/D/c, by Cosmetatos",
                       takes, [](const double* a) { return cosmetatos(mdc_of(a)); })}});
}

std::vector<function> of_gim1() {
  const parameters clockwork = {arrivals, service};
  const parameters regular = {arrivals, service,
                              number("phases", "1 is Poisson, more is more regular")};
  const std::string at_ekm1 = "one server, E_k/M/1";
  const std::string at_dm1 = "one server, D/M/1";
  return joined(
      {means_of("ekm1", at_ekm1, regular, [](const double* a) { return gim1(ekm1_of(a)); }),
       {model("ekm1_waiting_probability", dim::ratio, "the share that has to wait, E_k/M/1",
              regular, [](const double* a) { return gim1(ekm1_of(a)).waiting_probability; })},
       tails_of<3>("ekm1", at_ekm1, regular, [](const double* a) { return ekm1_of(a); }),
       means_of("dm1", at_dm1, clockwork, [](const double* a) { return gim1(dm1_of(a)); }),
       {model("dm1_waiting_probability", dim::ratio, "the share that has to wait, D/M/1", clockwork,
              [](const double* a) { return gim1(dm1_of(a)).waiting_probability; })},
       tails_of<2>("dm1", at_dm1, clockwork, [](const double* a) { return dm1_of(a); })});
}

std::vector<function> of_gg1() {
  const parameters takes = {arrivals, service, ca2, cs2};
  return joined(
      {with_wait(means_of("gg1", "one server, G/G/1", takes,
                          [](const double* a) { return kraemer_langenbach_belz(gg1_of(a)); }),
                 "mean wait for one server, G/G/1, by Kraemer and Langenbach-Belz"),
       {estimated_wait("kingman_wait", "mean wait for one server, G/G/1, by Kingman", takes,
                       [](const double* a) { return kingman(gg1_of(a)); }),
        model("gg1_wait_bound", dim::time, "no mean wait for one server is longer, by Kingman",
              takes, [](const double* a) { return kingman_bound(gg1_of(a)); })}});
}

std::vector<function> of_ggc() {
  const parameters takes = {arrivals, service, servers, ca2, cs2};
  const std::string at = "several servers, G/G/c";
  return joined(
      {with_wait(means_of("ggc", at, takes, [](const double* a) { return ggc(ggc_of(a)); }),
                 "mean wait at several servers, G/G/c, by the best approximation"),
       {estimated_wait("whitt_wait", "mean wait at several servers, G/G/c, by Whitt", takes,
                       [](const double* a) { return whitt(ggc_of(a)); }),
        estimated_wait("allen_cunneen_wait",
                       "mean wait at several servers, G/G/c, by Allen and Cunneen", takes,
                       [](const double* a) { return allen_cunneen(ggc_of(a)); }),
        estimated_wait("sakasegawa_wait", "mean wait at several servers, M/M/c, by Sakasegawa",
                       {arrivals, service, servers},
                       [](const double* a) {
                         return sakasegawa({rate(a[0]), time(a[1]), a[2], 1, 1});
                       })},
       estimated_tails_of<5>("ggc", at, takes, [](const double* a) { return ggc_of(a); })});
}

}  // namespace

std::vector<function> of_general_queues() {
  return joined({of_mg1(), of_mdc(), of_gim1(), of_gg1(), of_ggc()});
}

}  // namespace ballpark::model_table
