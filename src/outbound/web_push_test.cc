#include "outbound/web_push.h"

#include <gtest/gtest.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <memory>

#include <fmt/format.h>

#include "base/encoding.h"
#include "outbound/jwt.h"

namespace throng::outbound {
namespace {

// RFC 8291, section 5 and appendix A.
constexpr char kText[] = "When I grow up, I want to be a watermelon";
constexpr char kBrowserKey[] =
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
constexpr char kAuth[] = "BTBZMqHH6r4Tts7J_aSIgg";

PushSubscription subscription() {
  return {"https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV", *from_base64(kBrowserKey),
          *from_base64(kAuth)};
}

TEST(WebPush, EncryptsAsThePublishedExample) {
  const PushSecrets secrets{*from_base64("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
                            *from_base64("DGv6ra1nlYgDCS1FRnbzlw")};
  const auto body = encrypt_push(subscription(), kText, secrets);
  ASSERT_TRUE(body) << describe(body.error());
  EXPECT_EQ(base64url(*body),
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6"
            "PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
}

TEST(WebPush, FillsABodyThatEveryServiceTakes) {
  const PushSecrets secrets = fresh_push_secrets();
  EXPECT_NE(secrets.salt, fresh_push_secrets().salt);
  EXPECT_EQ(encrypt_push(subscription(), std::string(kMaxPushText, 'a'), secrets)->size(), 4096U);
  EXPECT_EQ(encrypt_push(subscription(), std::string(kMaxPushText + 1, 'a'), secrets).error().field, "text");
}

TEST(WebPush, RefusesKeysThatAreNoPoints) {
  PushSubscription to = subscription();
  to.p256dh[40] = static_cast<char>(to.p256dh[40] ^ 1);
  EXPECT_EQ(encrypt_push(to, kText, fresh_push_secrets()).error().field, "keys.p256dh");
  to.p256dh = std::string(65, '\0');
  EXPECT_EQ(encrypt_push(to, kText, fresh_push_secrets()).error().field, "keys.p256dh");
}

TEST(WebPush, ReadsSubscriptions) {
  const auto text = [](std::string_view p256dh, std::string_view auth) {
    return fmt::format(
        R"({{"endpoint":"https://push.example/a","expirationTime":null,"keys":{{"p256dh":"{}","auth":"{}"}}}})", p256dh,
        auth);
  };
  const auto good = read_subscription(text(kBrowserKey, kAuth));
  ASSERT_TRUE(good) << describe(good.error());
  EXPECT_EQ(good->endpoint, "https://push.example/a");
  EXPECT_EQ(good->p256dh, subscription().p256dh);
  EXPECT_EQ(good->auth, subscription().auth);
  const auto field_of = [](std::string_view json) { return read_subscription(json).error().field; };
  EXPECT_EQ(field_of(text("BAAA", kAuth)), "keys.p256dh");
  EXPECT_EQ(field_of(text(kBrowserKey, "")), "keys.auth");
  EXPECT_EQ(field_of(R"({"endpoint":"https://push.example/a"})"), "keys");
  EXPECT_EQ(field_of(R"({"keys":{}})"), "endpoint");
  for (const char* broken : {"", "[]", "1", "https://push.example/a"})
    EXPECT_FALSE(read_subscription(broken)) << broken;
}

// ---- who sends: verified with the public half alone -------------------------------------------------------------

bool verifies_es256(const std::string& point, const std::string& text, const std::string& signature) {
  using Params = std::unique_ptr<OSSL_PARAM, decltype(&OSSL_PARAM_free)>;
  const std::unique_ptr<OSSL_PARAM_BLD, decltype(&OSSL_PARAM_BLD_free)> builder(OSSL_PARAM_BLD_new(),
                                                                                OSSL_PARAM_BLD_free);
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
  OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size());
  const Params params(OSSL_PARAM_BLD_to_param(builder.get()), OSSL_PARAM_free);
  const std::unique_ptr<EVP_PKEY_CTX, decltype(&EVP_PKEY_CTX_free)> reading(
      EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr), EVP_PKEY_CTX_free);
  EVP_PKEY* raw = nullptr;
  EVP_PKEY_fromdata_init(reading.get());
  EVP_PKEY_fromdata(reading.get(), &raw, EVP_PKEY_PUBLIC_KEY, params.get());
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(raw, EVP_PKEY_free);
  if (key == nullptr || signature.size() != 64) return false;
  const auto* const bytes = reinterpret_cast<const unsigned char*>(signature.data());
  const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> pair(ECDSA_SIG_new(), ECDSA_SIG_free);
  ECDSA_SIG_set0(pair.get(), BN_bin2bn(bytes, 32, nullptr), BN_bin2bn(bytes + 32, 32, nullptr));
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(pair.get(), &der);
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  const bool good = EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
                    EVP_DigestVerify(context.get(), der, static_cast<std::size_t>(size),
                                     reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1;
  OPENSSL_free(der);
  return good;
}

TEST(WebPush, SaysWhoSends) {
  const PrivateKey key = *PrivateKey::read(fresh_p256_pem());
  const std::string value = vapid_authorization(key, "mailto:ops@shop.example", "https://push.example:8443/a?b=c",
                                                *parse_instant("2026-03-01T00:00:00Z"));
  ASSERT_TRUE(value.starts_with("vapid t=")) << value;
  const std::size_t comma = value.find(", k=");
  const std::string token = value.substr(8, comma - 8);
  const std::string point = *from_base64(value.substr(comma + 4));
  const std::size_t first = token.find('.'), second = token.rfind('.');
  EXPECT_EQ(*from_base64(token.substr(0, first)), R"({"alg":"ES256","typ":"JWT"})");
  EXPECT_EQ(*from_base64(token.substr(first + 1, second - first - 1)),
            R"({"aud":"https://push.example:8443","exp":1772366400,"sub":"mailto:ops@shop.example"})");
  EXPECT_EQ(point.size(), 65U);
  EXPECT_TRUE(verifies_es256(point, token.substr(0, second), *from_base64(token.substr(second + 1))));
  EXPECT_FALSE(verifies_es256(point, token.substr(0, second) + "x", *from_base64(token.substr(second + 1))));
}

// RFC 8037, appendix A.4.
TEST(Jwt, SignsAsThePublishedExample) {
  const PrivateKey key = *PrivateKey::read(
      "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n"
      "-----END PRIVATE KEY-----\n");
  EXPECT_EQ(base64url(key.sign("eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc")),
            "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg");
  const std::string token = jwt_of(key, R"({"iss":"a"})", "k1");
  EXPECT_EQ(*from_base64(token.substr(0, token.find('.'))), R"({"alg":"EdDSA","typ":"JWT","kid":"k1"})");
}

}  // namespace
}  // namespace throng::outbound
