// SPDX-License-Identifier: MIT
#include <cmath>
#include <stdexcept>

#include <gmock/gmock.h>

#include "support/estimated.hpp"

namespace ballpark::testing {
namespace {

// 1000 reads/s of 2 kB, of which the cache answers 80 %, and 10 writes/s of 2 kB.
std::string notes(const std::string& path_of_open = "[api, {try: [near hit 80%, db.read]}]") {
  return "ballpark: 1\n"
         "workload:\n"
         "  actions:\n"
         "    open: {rate: 1k req/s, response: 40 kB, path: " + path_of_open + "}\n"
         "    save: {rate: 10 req/s, request: 40 kB, path: [api, db.write]}\n"
         "    look: {rate: 5 req/s, response: 1 kB, path: [api]}\n"
         "data: {note: {made-by: save, size: 2 kB, keep: {db: 1 yr}}}\n"
         "components: {api: http-service, near: {is: redis, stores: note}, db: {is: sql, replicas: 3}}\n";
}

TEST(ReadShare, OfAComponentIsThatOfItsCalls) {
  // 200 misses/s against 10 writes/s.
  const auto e = estimated_with(notes(), {});
  EXPECT_NEAR(e["db.read-share"].value, 200.0 / 210, 1e-12);
  EXPECT_NEAR(e["db.read-write"].value, 20, 1e-9);
  EXPECT_NEAR(e["db.read-share.bytes"].value, 200.0 / 210, 1e-12);
}

TEST(ReadShare, OfACacheCountsWhatFillsItAfterAMiss) {
  const auto e = estimated_with(notes(), {});
  EXPECT_NEAR(e["near.read-share"].value, 1000.0 / 1200, 1e-12);
}

TEST(ReadShare, OfAnActionIsThatOfItsCallsToStores) {
  const auto e = estimated_with(notes(), {});
  EXPECT_EQ(e["open.read-share"].value, 1);
  EXPECT_EQ(e["save.read-share"].value, 0);
  EXPECT_EQ(e["save.read-write"].value, 0);
  EXPECT_TRUE(std::isinf(e["open.read-write"].value));
  EXPECT_THROW((void)e["look.read-share"], std::out_of_range);
}

TEST(ReadShare, OfTheSystemIsThatOfAllCallsToStores) {
  // 1000 at the cache, 200 behind it, 10 writes; each of 2 kB, and 80 % of the cache's answers
  // bring an item.
  const auto e = estimated_with(notes(), {});
  EXPECT_NEAR(e["system.read-share"].value, 1200.0 / 1210, 1e-12);
  EXPECT_NEAR(e["system.read-write"].value, 120, 1e-9);
  EXPECT_NEAR(e["system.read-share.bytes"].value, (800 + 200) * 2.0 / ((800 + 200 + 10) * 2.0),
              1e-9);
}

TEST(ReadShare, AnActionMayDoBoth) {
  // Two reads and a write.
  const auto e = estimated_with(notes("[api, db.read x 2 serial, db.write]"), {});
  EXPECT_NEAR(e["open.read-share"].value, 2.0 / 3, 1e-12);
  EXPECT_NEAR(e["open.read-write"].value, 2, 1e-12);
}

TEST(ReadShare, CallsThatTouchSeveralRecordsDifferInBytes) {
  const auto text = notes("[api, db.list]");
  const auto e = estimated_with(
      text, {"components.db.ops={list: {like: read, records: 30}}"});
  EXPECT_NEAR(e["db.read-write"].value, 100, 1e-9);
  EXPECT_NEAR(e["db.read-share.bytes"].value, 1000.0 * 30 / (1000.0 * 30 + 10), 1e-9);
}

}  // namespace
}  // namespace ballpark::testing
