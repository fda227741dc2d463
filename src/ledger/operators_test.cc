#include "ledger/operators.h"

#include <gmock/gmock.h>

#include "ledger/both_engines.h"
#include "ledger/projects.h"

namespace throng::ledger {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::StartsWith;

constexpr Instant kNow = from_ms(1'795'000'000'000);
constexpr std::string_view kPassword = "correct horse";

class OperatorsTest : public BothEngines {
 protected:
  Operator add(const std::string& email, Role role = Role::owner) {
    const auto added =
        add_operator(*db, {.email = email, .name = "安", .role = role, .language = "zh-CN"}, kPassword, kNow);
    EXPECT_TRUE(added.has_value()) << describe(added.error());
    return added.value_or(Operator{});
  }
  template <class T>
  static ErrorCode code_of(const Result<T>& result) {
    EXPECT_FALSE(result.has_value());
    return result.has_value() ? ErrorCode::internal : result.error().code;
  }
};
RUN_ON_BOTH_ENGINES(OperatorsTest);

TEST_P(OperatorsTest, SignInWithTheirPassword) {
  const auto ann = add("Ann@Example.org");
  EXPECT_EQ(ann.email, "ann@example.org");
  const auto found = check_password(*db, "ANN@example.org", kPassword);
  ASSERT_TRUE(found.has_value()) << describe(found.error());
  EXPECT_EQ(found->id, ann.id);
  EXPECT_EQ(found->name, "安");
  EXPECT_EQ(found->role, Role::owner);
  EXPECT_EQ(found->language, "zh-CN");
  EXPECT_EQ(found->created, kNow);
}

TEST_P(OperatorsTest, GetTheSameWordsForEveryWrongSignIn) {
  add("ann@example.org");
  const auto wrong = check_password(*db, "ann@example.org", "correct horsf");
  const auto unknown = check_password(*db, "bob@example.org", kPassword);
  const auto cut = check_password(*db, std::string_view("ann@example.org\0x", 17), kPassword);
  const auto empty = check_password(*db, "ann@example.org", "");
  for (const auto* result : {&wrong, &unknown, &cut, &empty}) {
    ASSERT_FALSE(result->has_value());
    EXPECT_EQ(result->error().code, ErrorCode::unauthenticated);
    EXPECT_EQ(result->error().message, wrong.error().message);
  }
}

TEST_P(OperatorsTest, AreRefusedWithBadFields) {
  const auto field_of = [this](Operator wanted, std::string_view password) {
    const auto added = add_operator(*db, std::move(wanted), password, kNow);
    EXPECT_FALSE(added.has_value());
    return added.has_value() ? std::string() : added.error().field;
  };
  EXPECT_EQ(field_of({.email = "nobody"}, kPassword), "email");
  EXPECT_EQ(field_of({.email = "@x"}, kPassword), "email");
  EXPECT_EQ(field_of({.email = "a b@x"}, kPassword), "email");
  EXPECT_EQ(field_of({.email = std::string("a\0@x", 4)}, kPassword), "email");
  EXPECT_EQ(field_of({.email = std::string(300, 'a') + "@x"}, kPassword), "email");
  EXPECT_EQ(field_of({.email = "a@x", .name = "\xff"}, kPassword), "name");
  EXPECT_EQ(field_of({.email = "a@x", .language = "fr"}, kPassword), "language");
  EXPECT_EQ(field_of({.email = "a@x"}, "short"), "password");
}

TEST_P(OperatorsTest, HaveAnAddressOfTheirOwn) {
  add("ann@example.org");
  EXPECT_EQ(code_of(add_operator(*db, {.email = "ANN@example.org"}, kPassword, kNow)), ErrorCode::conflict);
}

TEST_P(OperatorsTest, AreListedByAddress) {
  for (const auto* email : {"zoe@x", "Ann@x", "bob@x"}) add(email);
  const auto all = list_operators(*db);
  ASSERT_TRUE(all.has_value());
  EXPECT_THAT(*all, ElementsAre(Field(&Operator::email, "ann@x"), Field(&Operator::email, "bob@x"),
                                Field(&Operator::email, "zoe@x")));
}

TEST_P(OperatorsTest, AlwaysKeepAnOwner) {
  const auto ann = add("ann@x");
  const auto bob = add("bob@x", Role::analyst);
  EXPECT_EQ(code_of(set_role(*db, ann.id, Role::viewer)), ErrorCode::conflict);
  EXPECT_EQ(code_of(remove_operator(*db, ann.id)), ErrorCode::conflict);
  EXPECT_TRUE(set_role(*db, ann.id, Role::owner).has_value());
  EXPECT_TRUE(set_role(*db, bob.id, Role::owner).has_value());
  EXPECT_TRUE(set_role(*db, ann.id, Role::viewer).has_value());
  EXPECT_EQ(code_of(remove_operator(*db, bob.id)), ErrorCode::conflict);
  EXPECT_TRUE(remove_operator(*db, ann.id).has_value());
  EXPECT_EQ(list_operators(*db)->size(), 1U);
}

TEST_P(OperatorsTest, ThatDoNotExistAreNotFound) {
  add("ann@x");
  EXPECT_EQ(code_of(set_role(*db, 999, Role::viewer)), ErrorCode::not_found);
  EXPECT_EQ(code_of(set_role(*db, 999, Role::owner)), ErrorCode::not_found);
  EXPECT_EQ(code_of(remove_operator(*db, 999)), ErrorCode::not_found);
  EXPECT_EQ(code_of(set_password(*db, 999, kPassword)), ErrorCode::not_found);
  EXPECT_EQ(code_of(set_language(*db, 999, "en")), ErrorCode::not_found);
  EXPECT_EQ(code_of(start_session(*db, 999, kNow)), ErrorCode::not_found);
}

TEST_P(OperatorsTest, ChangeLanguageAndPassword) {
  const auto ann = add("ann@x");
  ASSERT_TRUE(set_language(*db, ann.id, "en").has_value());
  ASSERT_TRUE(set_password(*db, ann.id, "another horse").has_value());
  EXPECT_EQ(code_of(check_password(*db, "ann@x", kPassword)), ErrorCode::unauthenticated);
  EXPECT_EQ(check_password(*db, "ann@x", "another horse")->language, "en");
}

TEST_P(OperatorsTest, StaySignedInForFourteenDays) {
  const auto ann = add("ann@x");
  const auto session = start_session(*db, ann.id, kNow);
  ASSERT_TRUE(session.has_value()) << describe(session.error());
  const auto found = find_session(*db, session->token, kNow + kSessionLength - Duration(1));
  ASSERT_TRUE(found.has_value()) << describe(found.error());
  EXPECT_EQ(found->who.id, ann.id);
  EXPECT_EQ(found->csrf, session->csrf);
  EXPECT_EQ(code_of(find_session(*db, session->token, kNow + kSessionLength)), ErrorCode::unauthenticated);
  EXPECT_EQ(code_of(find_session(*db, session->token + "x", kNow)), ErrorCode::unauthenticated);
  EXPECT_EQ(code_of(find_session(*db, "", kNow)), ErrorCode::unauthenticated);
}

TEST_P(OperatorsTest, SignOutOneBrowserOnly) {
  const auto ann = add("ann@x");
  const auto one = start_session(*db, ann.id, kNow);
  const auto two = start_session(*db, ann.id, kNow);
  ASSERT_NE(one->token, two->token);
  ASSERT_TRUE(end_session(*db, one->token).has_value());
  EXPECT_EQ(code_of(find_session(*db, one->token, kNow)), ErrorCode::unauthenticated);
  EXPECT_TRUE(find_session(*db, two->token, kNow).has_value());
}

TEST_P(OperatorsTest, LoseTheirSessionsWithTheirPasswordOrAccount) {
  const auto ann = add("ann@x");
  const auto bob = add("bob@x");
  const auto first = start_session(*db, ann.id, kNow);
  const auto other = start_session(*db, bob.id, kNow);
  ASSERT_TRUE(set_password(*db, ann.id, "another horse").has_value());
  EXPECT_EQ(code_of(find_session(*db, first->token, kNow)), ErrorCode::unauthenticated);
  EXPECT_TRUE(find_session(*db, other->token, kNow).has_value());
  ASSERT_TRUE(remove_operator(*db, bob.id).has_value());
  EXPECT_EQ(code_of(find_session(*db, other->token, kNow)), ErrorCode::unauthenticated);
}

class KeysTest : public OperatorsTest {
 protected:
  void SetUp() override {
    OperatorsTest::SetUp();
    if (!db) return;
    for (const auto* id : {"shop", "blog"}) {
      model::Project project;
      project.id = id;
      project.name = id;
      ASSERT_TRUE(add_project(*db, project, kNow).has_value());
    }
  }
};
RUN_ON_BOTH_ENGINES(KeysTest);

TEST_P(KeysTest, AreFoundByTheirText) {
  for (const auto kind : {KeyKind::write, KeyKind::secret}) {
    const auto added =
        add_key(*db, {.project = "shop", .kind = kind, .label = "site", .role = Role::analyst}, {}, kNow);
    ASSERT_TRUE(added.has_value()) << describe(added.error());
    EXPECT_EQ(added->text.size(), 32U);
    const auto found = find_key(*db, kind, added->text);
    ASSERT_TRUE(found.has_value()) << describe(found.error());
    EXPECT_EQ(found->id, added->key.id);
    EXPECT_EQ(found->project, "shop");
    EXPECT_EQ(found->kind, kind);
    EXPECT_EQ(found->label, "site");
    EXPECT_EQ(found->role, Role::analyst);
    EXPECT_EQ(found->created, kNow);
    EXPECT_EQ(found->shown, kind == KeyKind::write ? added->text : added->text.substr(0, 6) + "...");
    const auto other = kind == KeyKind::write ? KeyKind::secret : KeyKind::write;
    EXPECT_EQ(code_of(find_key(*db, other, added->text)), ErrorCode::not_found);
    EXPECT_EQ(code_of(find_key(*db, kind, added->text + std::string("\0x", 2))), ErrorCode::not_found);
  }
}

TEST_P(KeysTest, MayBeGivenButOnlyOnce) {
  ASSERT_TRUE(add_key(*db, {.project = "shop"}, "demo-write-key", kNow).has_value());
  EXPECT_EQ(code_of(add_key(*db, {.project = "blog"}, "demo-write-key", kNow)), ErrorCode::conflict);
  EXPECT_EQ(find_key(*db, KeyKind::write, "demo-write-key")->project, "shop");
  EXPECT_EQ(code_of(add_key(*db, {.project = "shop"}, "short", kNow)), ErrorCode::invalid_argument);
  EXPECT_EQ(code_of(add_key(*db, {.project = "shop"}, std::string("demo\0write-key", 14), kNow)),
            ErrorCode::invalid_argument);
}

TEST_P(KeysTest, BelongToAProject) {
  EXPECT_EQ(code_of(add_key(*db, {.project = "nowhere"}, {}, kNow)), ErrorCode::not_found);
  const auto one = add_key(*db, {.project = "shop", .label = "1"}, {}, kNow);
  const auto two = add_key(*db, {.project = "shop", .kind = KeyKind::secret, .label = "2"}, {}, kNow);
  const auto listed = list_keys(*db, "shop");
  ASSERT_TRUE(listed.has_value());
  EXPECT_THAT(*listed, ElementsAre(Field(&ApiKey::label, "1"), Field(&ApiKey::label, "2")));
  EXPECT_TRUE(list_keys(*db, "blog")->empty());
  EXPECT_EQ(code_of(remove_key(*db, "blog", one->key.id)), ErrorCode::not_found);
  EXPECT_TRUE(remove_key(*db, "shop", one->key.id).has_value());
  EXPECT_EQ(code_of(find_key(*db, KeyKind::write, one->text)), ErrorCode::not_found);
  EXPECT_TRUE(find_key(*db, KeyKind::secret, two->text).has_value());
}

}  // namespace
}  // namespace throng::ledger
