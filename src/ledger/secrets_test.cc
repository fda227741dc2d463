#include "ledger/secrets.h"

#include <gtest/gtest.h>

namespace throng::ledger {
namespace {

TEST(Sha256, IsTheOneOfTheStandard) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(RandomText, IsOfItsLengthAndNeverTheSame) {
  EXPECT_EQ(random_text(0), "");
  const auto text = random_text(40);
  EXPECT_EQ(text.size(), 40U);
  EXPECT_EQ(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"),
            std::string::npos);
  EXPECT_NE(text, random_text(40));
}

TEST(EqualSecrets, ComparesAllBytes) {
  EXPECT_TRUE(equal_secrets("", ""));
  EXPECT_TRUE(equal_secrets("abc", "abc"));
  EXPECT_FALSE(equal_secrets("abc", "abd"));
  EXPECT_FALSE(equal_secrets("abc", "ab"));
}

TEST(Passwords, AreVerifiedAgainstTheirHash) {
  const auto hash = hash_password("correct horse");
  ASSERT_TRUE(hash.has_value());
  EXPECT_TRUE(hash->starts_with("$argon2id$"));
  EXPECT_TRUE(verify_password(*hash, "correct horse"));
  EXPECT_FALSE(verify_password(*hash, "correct horsf"));
  EXPECT_NE(*hash, *hash_password("correct horse"));
}

TEST(Passwords, NeverFitAMissingOrBrokenHash) {
  EXPECT_FALSE(verify_password("", ""));
  EXPECT_FALSE(verify_password("", "correct horse"));
  EXPECT_FALSE(verify_password("nonsense", "correct horse"));
}

}  // namespace
}  // namespace throng::ledger
