#include "model/event.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "model/links.h"
#include "model/properties.h"

namespace throng::model {
namespace {

TEST(EventIds, AUuidIsItselfInAnyCase) {
  const EventId id = event_id_from("01234567-89AB-cdef-0123-456789abcdef");
  EXPECT_EQ(to_text(id), "01234567-89ab-cdef-0123-456789abcdef");
  EXPECT_EQ(id, event_id_from("01234567-89ab-CDEF-0123-456789ABCDEF"));
  EXPECT_EQ(id.bytes[0], 0x01);
  EXPECT_EQ(tie_of(event_id_from("ffffffff-0000-0000-0000-000000000000")), (1U << 22) - 1);
}

// Stored data depends on these.
TEST(EventIds, OtherTextsHashForEver) {
  EXPECT_EQ(to_text(event_id_from("")), "99aa06d3-0147-98d8-6001-c324468d497f");
  EXPECT_EQ(to_text(event_id_from("ajs-next-1")), to_text(event_id_from("ajs-next-1")));
  EXPECT_NE(event_id_from("0123456789abcdef0123456789abcdef"), event_id_from("01234567-89ab-cdef-0123-456789abcdef"));
  EXPECT_NE(event_id_from("01234567-89ab-cdef-0123-456789abcdeg"),
            event_id_from("01234567-89ab-cdef-0123-456789abcdef"));
}

RC_GTEST_PROP(EventIds, TextComesBack, (const std::array<std::uint8_t, 16>& bytes)) {
  const EventId id{bytes};
  RC_ASSERT(event_id_from(to_text(id)) == id);
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

}  // namespace
}  // namespace throng::model
