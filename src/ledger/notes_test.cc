#include "ledger/notes.h"

#include <gmock/gmock.h>

#include "ledger/both_engines.h"
#include "ledger/projects.h"

namespace throng::ledger {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Instant kNow = from_ms(1'800'000'000'000);

class NotesTest : public BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (!db) return;
    for (const char* id : {"shop", "blog"}) {
      model::Project project;
      project.id = id;
      project.name = id;
      ASSERT_TRUE(add_project(*db, project, kNow));
    }
  }
  Result<Note> add(std::uint32_t person, const std::string& text, const std::vector<std::uint32_t>& numbers = {}) {
    return add_note(*db, {.project = "shop", .person = person, .text = text, .author = "ann@shop"}, numbers, kNow);
  }
  std::vector<std::string> texts(const std::vector<std::uint32_t>& numbers, const char* project = "shop") {
    std::vector<std::string> out;
    for (const Note& note : list_notes(*db, project, numbers).value()) out.push_back(note.text);
    return out;
  }
};
RUN_ON_BOTH_ENGINES(NotesTest);

TEST_P(NotesTest, StayWithTheirNumbersAndAreReadOverAllOfThem) {
  ASSERT_TRUE(add(7, "asked for 退款 :x'\""));
  ASSERT_TRUE(add(9, "called back"));
  EXPECT_THAT(texts({7}), ElementsAre("asked for 退款 :x'\""));
  EXPECT_THAT(texts({7, 9}), ElementsAre("called back", "asked for 退款 :x'\"")) << "merged, newest first";
  EXPECT_THAT(texts({9}), ElementsAre("called back")) << "and apart again";
  EXPECT_THAT(texts({}), IsEmpty());
  EXPECT_THAT(texts({7, 9}, "blog"), IsEmpty());
}

TEST_P(NotesTest, AreChangedAndRemoved) {
  const Note note = add(7, "first").value();
  EXPECT_EQ(note.created, kNow);
  ASSERT_TRUE(change_note(*db, note, "second", kNow + hours(1)));
  const Note changed = find_note(*db, "shop", note.id).value();
  EXPECT_EQ(changed.text, "second");
  EXPECT_EQ(changed.person, 7U);
  EXPECT_EQ(changed.author, "ann@shop");
  EXPECT_EQ(changed.created, kNow);
  EXPECT_EQ(changed.updated, kNow + hours(1));
  EXPECT_EQ(find_note(*db, "blog", note.id).error().code, ErrorCode::not_found) << "of another project";
  EXPECT_EQ(remove_note(*db, "blog", note.id).error().code, ErrorCode::not_found);
  ASSERT_TRUE(remove_note(*db, "shop", note.id));
  EXPECT_EQ(remove_note(*db, "shop", note.id).error().code, ErrorCode::not_found);
  EXPECT_EQ(change_note(*db, note, "third", kNow).error().code, ErrorCode::not_found);
  EXPECT_EQ(find_note(*db, "shop", "").error().code, ErrorCode::not_found);
}

TEST_P(NotesTest, HaveAtMostSoManyCharacters) {
  std::string characters;
  for (std::size_t i = 0; i < kMaxNote; ++i) characters += "字";
  EXPECT_TRUE(add(7, characters));
  EXPECT_EQ(add(7, characters + "x").error().field, "text");
  EXPECT_EQ(add(7, "").error().field, "text");
  EXPECT_EQ(add(7, " \n").error().field, "text");
  EXPECT_EQ(add(7, std::string("a\0b", 3)).error().field, "text");
}

TEST_P(NotesTest, OfAllNumbersOfAPersonAreAtMostSoMany) {
  for (std::size_t i = 0; i < kMaxNotesOfPerson; ++i) ASSERT_TRUE(add(i % 2 == 0 ? 7 : 9, "n"));
  EXPECT_EQ(add(7, "one more", {7, 9}).error().code, ErrorCode::too_large);
  EXPECT_TRUE(add(8, "of somebody else", {8}));
  EXPECT_EQ(add_note(*db, {.project = "gone", .person = 1, .text = "x"}, {}, kNow).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace throng::ledger
