#include "model/event_id.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "model/links.h"
#include "model/properties.h"

namespace throng::model {
namespace {

// Stored data depends on these.
TEST(EventIds, HashForEver) {
  EXPECT_EQ(to_text(event_id_from("")), "99aa06d3-0147-98d8-6001-c324468d497f");
  EXPECT_EQ(to_text(event_id_from("ajs-next-1")), to_text(event_id_from("ajs-next-1")));
  EXPECT_NE(event_id_from("ajs-next-1"), event_id_from("ajs-next-2"));
}

// Ids made in one millisecond by a clock-led UUID generator differ only at their ends.
TEST(EventIds, OfClockLedUuidsDifferInTheirTies) {
  EXPECT_NE(tie_of(event_id_from("019a0000-0000-7000-8000-000000000001")),
            tie_of(event_id_from("019a0000-0000-7000-8000-000000000002")));
}

TEST(Properties, AreReadFromCanonicalText) {
  Event event;
  event.channel = "email";
  event.props = R"({"a\"b":"x\\","n":1.5,"list":["a,\"}"],"gone":null,"":true})";
  EXPECT_EQ(raw_property(event, "a\"b"), R"("x\\")");
  EXPECT_EQ(raw_property(event, "n"), "1.5");
  EXPECT_EQ(raw_property(event, "list"), R"(["a,\"}"])");
  EXPECT_EQ(raw_property(event, "gone"), "");
  EXPECT_EQ(raw_property(event, "nothing"), "");
  EXPECT_EQ(raw_property(event, "$channel"), R"("email")");
  EXPECT_EQ(raw_property(event, "$page"), "");
  EXPECT_EQ(members_of(event.props).size(), 5U);
  EXPECT_EQ(members_of("{}").size(), 0U);
}

TEST(Links, JoinPersonsUntilUndone) {
  std::vector<Link> links = {{1, LinkKind::claim, 10, 1, 0, {}, ""},
                             {2, LinkKind::claim, 11, 2, 0, {}, ""},
                             {3, LinkKind::merge, 1, 2, 0, {}, ""},
                             {4, LinkKind::merge, 2, 10, 0, {}, ""}};
  Representatives map = representatives(links);
  for (const PersonNumber n : {1U, 2U, 10U, 11U}) EXPECT_EQ(representative(map, n), 2U);
  EXPECT_EQ(representative(map, 7), 7U);
  links.push_back({5, LinkKind::undo, 0, 0, 3, {}, ""});
  map = representatives(links);
  EXPECT_EQ(representative(map, 2), 1U) << "link 4 now joins what were two persons";
  EXPECT_EQ(representative(map, 10), 1U);
}

TEST(EventId, ThatAnExportNamesIsItself) {
  const EventId id = event_id_from("ajs-next-1");
  EXPECT_EQ(read_event_id(to_text(id)), id);
  EXPECT_EQ(event_id_from("throng:" + to_text(id)), id);
  EXPECT_NE(event_id_from("throng:" + to_text(id) + "0"), id);
  EXPECT_NE(event_id_from(to_text(id)), id) << "UUIDs of clients are hashed";
  for (const char* text : {"", "99aa06d3-0147-98d8-6001-c324468d497", "99aa06d3-0147-98d8-6001-c324468d497g",
                           "99aa06d300147098d8060010c324468d497f", "99AA06D3-0147-98D8-6001-C324468D497F"})
    EXPECT_EQ(read_event_id(text), std::nullopt) << text;
}

}  // namespace
}  // namespace throng::model
