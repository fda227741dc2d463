#include "outbound/dkim.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <map>
#include <vector>

#include <fmt/format.h>

#include "base/encoding.h"
#include "outbound/mail.h"

namespace throng::outbound {
namespace {

using Key = std::shared_ptr<EVP_PKEY>;

// ---- a verifier of its own: only the canonical forms are those of dkim.cc, and published examples hold them -----

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> out{""};
  for (const char c : text) {
    if (c == at) {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

std::string without_blanks(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
  return text;
}

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

std::vector<std::string> unfolded(std::string_view head) {
  std::vector<std::string> out;
  for (std::string& line : split(head, '\n')) {
    if (line.ends_with('\r')) line.pop_back();
    if (!out.empty() && (line.starts_with(' ') || line.starts_with('\t'))) {
      out.back() += "\r\n" + line;
    } else if (!line.empty()) {
      out.push_back(std::move(line));
    }
  }
  return out;
}

std::map<std::string, std::string> tags_of(const std::string& signature) {
  std::map<std::string, std::string> tags;
  for (const std::string& tag : split(signature.substr(signature.find(':') + 1), ';')) {
    const std::string plain = without_blanks(tag);
    tags[plain.substr(0, plain.find('='))] = plain.substr(plain.find('=') + 1);
  }
  return tags;
}

std::string with_empty_b(const std::string& signature) {
  const std::size_t b = signature.find_last_of(';') + 1;
  return signature.substr(0, signature.find('=', b) + 1);
}

bool verifies(const Key& key, bool rsa, const std::string& signature, const std::string& text) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  const std::string signed_text = rsa ? text : sha256(text);
  return EVP_DigestVerifyInit(context.get(), nullptr, rsa ? EVP_sha256() : nullptr, nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(signed_text),
                          signed_text.size()) == 1;
}

// Whether the DKIM-Signature whose selector is `selector` is right; b= must be its last tag.
bool is_signed(const std::string& message, const std::string& selector, const Key& key) {
  const std::size_t end = message.find("\r\n\r\n");
  std::vector<std::string> headers = unfolded(message.substr(0, end));
  for (const std::string& header : headers) {
    if (!lower(header).starts_with("dkim-signature:")) continue;
    auto tags = tags_of(header);
    if (tags["s"] != selector) continue;
    if (tags["bh"] != base64(sha256(relaxed_body(message.substr(end + 4))))) return false;
    std::string text;
    std::vector<bool> used(headers.size());
    for (const std::string& name : split(tags["h"], ':')) {
      for (std::size_t i = headers.size(); i-- > 0;) {
        if (used[i] || lower(without_blanks(headers[i].substr(0, headers[i].find(':')))) != lower(name)) continue;
        used[i] = true;
        text += relaxed_header(headers[i]) + "\r\n";
        break;
      }
    }
    return verifies(key, tags["a"] == "rsa-sha256", *from_base64(tags["b"]),
                    text + relaxed_header(with_empty_b(header)));
  }
  return false;
}

Key rsa_public(const std::string& base64_der) {
  const std::string der = *from_base64(base64_der);
  const unsigned char* at = bytes_of(der);
  return {d2i_PUBKEY(nullptr, &at, static_cast<long>(der.size())), EVP_PKEY_free};
}

Key ed25519_public(const std::string& base64_raw) {
  const std::string raw = *from_base64(base64_raw);
  return {EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(raw), raw.size()), EVP_PKEY_free};
}

std::string pem_of(EVP_PKEY* key) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), BIO_free);
  PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

// ---- RFC 8463, appendix A --------------------------------------------------------------------------------------

constexpr char kEd25519Secret[] = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=";
constexpr char kEd25519Public[] = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
constexpr char kRsaPublic[] =
    "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/"
    "byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/"
    "K4w3QIDAQAB";
constexpr char kPublished[] =
    "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n"
    " d=football.example.com; i=@football.example.com;\r\n"
    " q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n"
    " subject : date : message-id : from : subject : date;\r\n"
    " bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n"
    " b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus\r\n"
    " Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==\r\n"
    "DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;\r\n"
    " d=football.example.com; i=@football.example.com;\r\n"
    " q=dns/txt; s=test; t=1528637909; h=from : to : subject :\r\n"
    " date : message-id : from : subject : date;\r\n"
    " bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n"
    " b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3\r\n"
    " DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz\r\n"
    " dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=\r\n"
    "From: Joe SixPack <joe@football.example.com>\r\n"
    "To: Suzie Q <suzie@shopping.example.net>\r\n"
    "Subject: Is dinner ready?\r\n"
    "Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)\r\n"
    "Message-ID: <20030712040037.46341.5F8J@football.example.com>\r\n"
    "\r\n"
    "Hi.\r\n\r\nWe lost the game.  Are you hungry yet?\r\n\r\nJoe.\r\n";

std::string ed25519_pem() {
  const std::string raw = *from_base64(kEd25519Secret);
  const Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, bytes_of(raw), raw.size()), EVP_PKEY_free);
  return pem_of(key.get());
}

TEST(Dkim, ReadsMessagesAsThePublishedSignaturesDo) {
  EXPECT_TRUE(is_signed(kPublished, "brisbane", ed25519_public(kEd25519Public)));
  EXPECT_TRUE(is_signed(kPublished, "test", rsa_public(kRsaPublic)));
  std::string changed = kPublished;
  changed.replace(changed.find("dinner"), 6, "supper");
  EXPECT_FALSE(is_signed(changed, "brisbane", ed25519_public(kEd25519Public)));
  EXPECT_FALSE(is_signed(changed, "test", rsa_public(kRsaPublic)));
}

// RFC 6376 §3.4.5.
TEST(Dkim, SqueezesBlanks) {
  EXPECT_EQ(relaxed_header("A: X"), "a:X");
  EXPECT_EQ(relaxed_header("B : Y\t\r\n\tZ  "), "b:Y Z");
  EXPECT_EQ(relaxed_body(" C \r\nD \t E\r\n\r\n\r\n"), " C\r\nD E\r\n");
  EXPECT_EQ(relaxed_body(""), "") << "§3.4.4: an empty body stays empty";
  EXPECT_EQ(relaxed_body("\r\n \r\n"), "");
  EXPECT_EQ(relaxed_body("a"), "a\r\n");
}

std::string letter() {
  return *message_of({.to = {"ann@shop.example"},
                      .subject = "春季新品",
                      .text = "Hi",
                      .html = "<p>Hi</p>",
                      .from_name = "商店",
                      .reply_to = "help@shop.example",
                      .headers = {{"List-Unsubscribe", "<https://t.example/u/1>"},
                                  {"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"}},
                      .automatic = false},
                     {"news@shop.example", *parse_instant("2026-03-01T08:05:09Z"), "c1-17"});
}

void expect_signs(const DkimKey& key, const Key& other_half) {
  const std::string message = letter();
  const std::string header = dkim_header(key, message, *parse_instant("2026-03-01T08:05:09Z"));
  EXPECT_TRUE(is_signed(header + message, key.selector, other_half)) << header;
  for (const std::string& line : split(header, '\n')) EXPECT_LE(line.size(), 79U) << line;
  const std::string names = tags_of(header)["h"];
  EXPECT_NE(names.find(":list-unsubscribe:list-unsubscribe:list-unsubscribe-post:"), std::string::npos) << names;
  EXPECT_TRUE(names.starts_with("from:from:")) << names;
  EXPECT_FALSE(is_signed(header + "Subject: Another\r\n" + message, key.selector, other_half)) << "none may be added";
  EXPECT_FALSE(is_signed(header + "List-Unsubscribe: <https://eve.example>\r\n" + message, key.selector, other_half));
  EXPECT_TRUE(is_signed("Received: by a.example\r\n" + header + message, key.selector, other_half));
  EXPECT_FALSE(is_signed(header + message + "more\r\n", key.selector, other_half));
  EXPECT_TRUE(is_signed(header + message + "\r\n", key.selector, other_half)) << "empty lines at the end are nothing";
}

TEST(Dkim, SignsWithEd25519) {
  const auto key = read_dkim({"shop.example", "s2026", ed25519_pem()});
  ASSERT_TRUE(key) << describe(key.error());
  expect_signs(*key, ed25519_public(kEd25519Public));
}

TEST(Dkim, SignsWithRsa) {
  const Key pair(EVP_RSA_gen(1024), EVP_PKEY_free);
  const auto key = read_dkim({"shop.example", "s2026", pem_of(pair.get())});
  ASSERT_TRUE(key) << describe(key.error());
  expect_signs(*key, pair);
}

TEST(Dkim, NamesTheOptionThatIsWrong) {
  const auto field_of = [](DkimOptions options) {
    const auto key = read_dkim(options);
    return key ? std::string() : key.error().field;
  };
  const std::string pem = ed25519_pem();
  EXPECT_EQ(field_of({"shop.example", "s1", pem}), "");
  EXPECT_EQ(field_of({"", "s1", pem}), "domain");
  EXPECT_EQ(field_of({"shop.example; x=1", "s1", pem}), "domain");
  EXPECT_EQ(field_of({"shop.example", "s 1", pem}), "selector");
  EXPECT_EQ(field_of({"shop.example", "s1", "secret"}), "private_key");
  const Key weak(EVP_RSA_gen(512), EVP_PKEY_free);
  EXPECT_EQ(field_of({"shop.example", "s1", pem_of(weak.get())}), "private_key");
  const Key curve(EVP_EC_gen("P-256"), EVP_PKEY_free);
  EXPECT_EQ(field_of({"shop.example", "s1", pem_of(curve.get())}), "private_key");
}

}  // namespace
}  // namespace throng::outbound
