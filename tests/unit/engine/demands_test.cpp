// SPDX-License-Identifier: MIT
#include <gmock/gmock.h>

#include "support/estimated.hpp"
#include "support/profile_file.hpp"

namespace ballpark::testing {
namespace {

using ::testing::HasSubstr;

// 1000 requests per second of 1 kB, each of which makes 20 samples.
std::string text_with(const std::string& path, const std::string& components,
                      const std::string& more_data = "") {
  return with_components(path, components,
                         "data: {sample: {made-by: read x 20, size: 2 B, keep: 1 d}" + more_data +
                             "}\n");
}

estimate with(const std::string& path, const std::string& components,
              const std::string& more_data = "") {
  return estimated_with(text_with(path, components, more_data), {});
}

TEST(Demands, CpuIsSaidPerCallPerByteOrPerItem) {
  // 1000 /s x 1 ms; x 1 kB x 4 us/kB; x 20 samples x 40 us.
  EXPECT_NEAR(with("[a]", "a: {is: http-service, cpu: 1 ms}")["a.cpu"].value, 1, 1e-12);
  EXPECT_NEAR(with("[a]", "a: {is: http-service, cpu: 4 us/kB}")["a.cpu"].value, 0.004, 1e-12);
  EXPECT_NEAR(with("[a]", "a: {is: http-service, cpu: 40 us/sample}")["a.cpu"].value, 0.8, 1e-12);
}

TEST(Demands, OneCorePerARateIsTheSameThing) {
  // 20k samples/s of 25k; 1000 req/s of 500.
  EXPECT_NEAR(
      with("[a]", "a: {is: http-service, cpu: 1 core per 25k sample/s}")["a.cpu"].value, 0.8,
      1e-12);
  EXPECT_NEAR(with("[a]", "a: {is: http-service, cpu: 1 core per 500 req/s}")["a.cpu"].value, 2,
              1e-12);
}

TEST(Demands, SeveralOfOneResourceAddUp) {
  EXPECT_NEAR(with("[a]", "a: {is: http-service, cpu: [1 ms, 4 us/kB, 40 us/sample]}")["a.cpu"].value,
              1 + 0.004 + 0.8, 1e-12);
}

TEST(Demands, AnOpStatesThemToo) {
  const auto e = with("[a.push, a]",
                      "a: {is: http-service, cpu: 1 ms, ops: {push: {cpu: 40 us/sample}}}");
  EXPECT_NEAR(e["a.cpu"].value, 0.8 + 1, 1e-12);
}

TEST(Demands, AStoreTakesThemOnEachOfTheReplicasThatTheAccessLoads) {
  const std::string db =
      "db: {is: sql, replicas: 3, read-rate: 1k /s/core, write-rate: 1k /s/core, cpu: 10 us/sample}";
  EXPECT_NEAR(with("[db.write]", db)["db.cpu"].value, 3 * 1000 * 20 * 10e-6, 1e-12);
  EXPECT_NEAR(with("[db.read]", db)["db.cpu"].value, 1000 * 20 * 10e-6, 1e-12);
}

TEST(Demands, AFactorOfMadeByIsUncertainOnce) {
  // The items of the action are those that its cpu pays for, world by world.
  const std::string text =
      "ballpark: 1\nparams: {batch: 10 .. 40}\n"
      "workload: {actions: {push: {rate: 1000 req/s, path: [a]}}}\n"
      "data: {sample: {made-by: push x $batch, size: 2 B, keep: 1 d}}\n"
      "components: {a: {is: http-service, cpu: 40 us/sample}}\n";
  const auto e = estimated_with(text, {});
  EXPECT_NEAR(e["a.cpu"].spread->p95 / e["a.cpu"].spread->p5, 4, 0.1);
}

TEST(Demands, ItemsMadeFromItemsAreMadeByTheActionToo) {
  // 20 samples, of which a fifth makes a roll-up.
  EXPECT_NEAR(with("[a]", "a: {is: http-service, cpu: 1 ms/rollup}",
                   ", rollup: {made-by: sample x 20%, size: 2 B, keep: 1 d}")["a.cpu"]
                  .value,
              4, 1e-12);
}

TEST(Demands, ItemsOfAnOpAreMadeByEachOfItsCalls) {
  EXPECT_NEAR(with("[a.split x 3]",
                   "a: {is: http-service, cpu: 1 ms, ops: {split: {cpu: 1 ms/part}}}",
                   ", part: {made-by: a.split x 2, size: 2 B, keep: 1 d}")["a.cpu"]
                  .value,
              3 * 2, 1e-12);
}

TEST(Demands, PerItemMeansAllThatTheActionMakesItself) {
  EXPECT_NEAR(with("[a]", "a: {is: http-service, cpu: 1 ms/item}",
                   ", line: {made-by: read, size: 2 B, keep: 1 d}"
                   ", rollup: {made-by: sample x 20%, size: 2 B, keep: 1 d}")["a.cpu"]
                  .value,
              20 + 1, 1e-12);
}

TEST(Demands, AnActionThatMakesNoneOfTheItemsIsAnError) {
  const std::string text =
      "ballpark: 1\n"
      "workload: {actions: {push: {rate: 5 req/s, path: [a]}, look: {rate: 5 req/s, path: [a]}}}\n"
      "data: {sample: {made-by: push x 20, size: 2 B, keep: 1 d}}\n"
      "components: {a: {is: http-service, cpu: 40 us/sample}}\n";
  const std::string found = findings_of(text);
  EXPECT_THAT(found, HasSubstr("`look` makes no `sample`, and `a` takes its cpu for each of them"));
  EXPECT_THAT(found, HasSubstr("write `made-by: look x 10` at `sample`"));
  EXPECT_THAT(found, ::testing::Not(HasSubstr("`push` makes no")));
}

TEST(Records, MultiplyThePriceOfTheKindAndTheBytesOfTheItems) {
  // 1000 scans/s of 200 records: 200k reads/s; each brings 200 x 100 B.
  const std::string db =
      "db: {is: sql, stores: row, read-rate: 1k /s/core, write-rate: 1k /s/core,"
      " ops: {list: {like: read, records: 200}}}, a: {is: http-service, cpu: 1 ms}";
  const std::string row = ", row: {count: 1M, size: 100 B}";
  const auto e = with("[a, db.list]", db, row);
  EXPECT_NEAR(e["db.cpu"].value, 200, 1e-9);
  EXPECT_NEAR(e["db.network"].value, 1000 * 200 * 100.0, 1e-3);
  EXPECT_NEAR(e["db.list.rate.peak"].value, 1000, 1e-9);
  EXPECT_NEAR(e["db.rate.peak"].value, 1000, 1e-9);
}

TEST(Records, AreWrittenOnEachReplica) {
  EXPECT_NEAR(with("[db.commit]",
                   "db: {is: sql, replicas: 3, read-rate: 1k /s/core, write-rate: 1k /s/core,"
                   " ops: {commit: {like: write, records: 2}}}")["db.cpu"]
                  .value,
              1000 * 2 * 3 / 1000.0, 1e-12);
}

TEST(Records, TakeTheCpuThatTheComponentStatesForEachAndNotThatOfTheWholeCall) {
  const auto cpu = [](const std::string& component, const std::string& op) {
    return with("[db.list]", "db: {is: sql, read-rate: 1k /s/core, write-rate: 1k /s/core" +
                                 component + ", ops: {list: {like: read, records: 5" + op + "}}}")
        ["db.cpu"].value;
  };
  EXPECT_NEAR(cpu(", cpu: 1 ms", ""), 5, 1e-12);
  EXPECT_NEAR(cpu(", cpu: 1 ms", ", cpu: 3 ms"), 3, 1e-12);
}

TEST(Records, MakeACallSlowerAndNotMoreOfThem) {
  // One core at 50 %: M/M/1 waits as long as it serves, and that is the whole scan.
  const auto wait = [](const std::string& records, const std::string& rate) {
    return with("[db.list when " + rate + "]",
                "db: {is: sql, nodes: 1, node: std-8, read-rate: 10k /s/core, write-rate: 1 /s/core,"
                " ops: {list: {like: read, records: " + records + "}}}")["db.wait"]
        .value;
  };
  EXPECT_NEAR(wait("400", "10%") / wait("40", "100%"), 10, 1e-6);
}

// A node with 8 of a resource that no other has.
estimate_options with_accelerators(const std::vector<std::string>& settings = {}) {
  auto o = with_settings(settings);
  o.profiles = {profile_file(
      "ballpark-profile: 1\nname: accelerators\nnodes:\n  sources: {default: assumed}\n"
      "  gpu-8: {cpu: 32 cores, memory: 256 GiB, gpu: 8 /node, price: $9000 /mo}\n"
      "  gpu-1: {cpu: 8 cores, memory: 64 GiB, gpu: 1 gpu/node}\n")};
  return o;
}

TEST(OpenResources, AreAskedOfferedAndBind) {
  // 1000 /s x 20 ms = 20 gpus, 8 to a node at 60 %: 4.17 nodes. cpu: 1 core.
  const auto e = estimated(
      with_components("[m]", "m: {is: http-service, node: gpu-8, cpu: 1 ms, gpu: 20 ms}"),
      with_accelerators());
  EXPECT_NEAR(e["m.gpu"].value, 20, 1e-9);
  EXPECT_EQ(e["m.gpu"].unit, "gpu");
  EXPECT_EQ(e["m.nodes"].value, 5);
  EXPECT_EQ(e["m.nodes"].bound_by, "gpu");
  EXPECT_NEAR(e["m.utilization.gpu"].value, 20 / 40.0, 1e-12);
  EXPECT_NEAR(e["m.utilization"].value, 20 / 40.0, 1e-12);
}

TEST(OpenResources, TakeAnyDemandAndAnOpItsOwn) {
  const auto e = estimated(
      text_with("[m, m.long]",
                "m: {is: http-service, node: gpu-1, cpu: 1 ms, gpu: 2 ms,"
                " ops: {long: {gpu: [1 ms/sample, 1 ms/kB]}}}"),
      with_accelerators());
  EXPECT_NEAR(e["m.gpu"].value, 2 + 20 + 1, 1e-9);
  EXPECT_NEAR(e["m.cpu"].value, 2, 1e-9);  // the price of the kind still holds
}

TEST(OpenResources, OfAWriteAreTakenOnEachLiveReplica) {
  const auto e = estimated(
      with_components("[db.write]",
                      "db: {is: sql, node: gpu-8, disk: 1 TB, replicas: 3, read-rate: 1k /s/core,"
                      " write-rate: 1k /s/core, gpu: 1 ms}"),
      with_accelerators());
  EXPECT_NEAR(e["db.gpu"].value, 3, 1e-9);
}

TEST(OpenResources, HaveToSurviveTheLossOfAZone) {
  // 5 nodes of demand in 3 zones: 6. Two zones have to carry 5: 3 each, 9.
  const auto e = estimated(
      with_components("[m]", "m: {is: http-service, node: gpu-8, cpu: 1 ms, gpu: 20 ms}",
                      "topology: {zones: 3, survive: 1 zone}\n"),
      with_accelerators());
  EXPECT_EQ(e["m.nodes"].value, 9);
  EXPECT_EQ(e["m.nodes"].bound_by, "survival");
}

TEST(OpenResources, OfAFleetThatIsTooSmallAreAnOverload) {
  const auto e = estimated(
      with_components("[m]", "m: {is: http-service, node: gpu-8, nodes: 2, cpu: 1 ms, gpu: 20 ms}"),
      with_accelerators());
  EXPECT_NEAR(e["m.utilization"].value, 1.25, 1e-12);
  EXPECT_FALSE(e.is_feasible());
}

TEST(OpenResources, AreMissedWhereTheMachineHasNone) {
  const std::string found =
      findings_of(with_components("[m]", "m: {is: http-service, cpu: 1 ms, gpu: 20 ms}"),
                  with_accelerators());
  EXPECT_THAT(found, HasSubstr("`m` asks for `gpu`, and its machine `std-8` offers none"));
  EXPECT_THAT(found, HasSubstr("write `node: gpu-8` or `node: gpu-1` at `m`"));
}

TEST(OpenResources, AreNoSlipsOfTheKeysThatAMachineLacks) {
  auto o = with_settings({});
  o.profiles = {profile_file(
      "ballpark-profile: 1\nname: slips\nnodes:\n  sources: {default: assumed}\n"
      "  a: {cpu: 32 cores, memroy: 256, memory: 1 GB, ram: 64 GB}\n"
      "  b: {cpuu: 32, memory: 1 GB}\n")};
  const std::string found =
      findings_of(with_components("[m]", "m: {is: http-service, cpu: 1 ms}"), o);
  EXPECT_THAT(found, HasSubstr("`ram` is no key of a machine"));
  EXPECT_THAT(found, HasSubstr("`cpuu` is no key of a machine"));
}

}  // namespace
}  // namespace ballpark::testing
