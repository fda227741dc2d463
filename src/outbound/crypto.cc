#include "outbound/crypto.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

#include <array>
#include <cstdlib>

namespace throng::outbound {
namespace {

constexpr int kFewestRsaBits = 1024;    // RFC 8301 §3.2
constexpr std::size_t kP256Bytes = 32;  // of r, and of s

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string hmac(const EVP_MD* hash, std::string_view key, std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  if (HMAC(hash, key.data(), static_cast<int>(key.size()), bytes_of(text), text.size(), digest.data(), &size) ==
      nullptr)
    std::abort();  // only without memory
  return {reinterpret_cast<const char*>(digest.data()), size};
}

// Without asking anybody for the password of an encrypted one.
int no_password(char*, int, int, void*) { return -1; }

// DER's SEQUENCE of r and s, as the two side by side.
std::string side_by_side(const std::string& der) {
  const unsigned char* at = bytes_of(std::string_view(der));
  const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> signature(
      d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())), ECDSA_SIG_free);
  std::string out(2 * kP256Bytes, '\0');
  if (signature == nullptr) std::abort();  // it was made just now
  BN_bn2binpad(ECDSA_SIG_get0_r(signature.get()), bytes_of(out), kP256Bytes);
  BN_bn2binpad(ECDSA_SIG_get0_s(signature.get()), bytes_of(out) + kP256Bytes, kP256Bytes);
  return out;
}

bool is_p256(const EVP_PKEY* key) {
  std::array<char, 32> group{};
  return EVP_PKEY_get_utf8_string_param(key, OSSL_PKEY_PARAM_GROUP_NAME, group.data(), group.size(), nullptr) == 1 &&
         std::string_view(group.data()) == "prime256v1";
}

}  // namespace

std::string sha256(std::string_view text) {
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(bytes_of(text), text.size(), bytes_of(digest));
  return digest;
}

std::string hmac_sha256(std::string_view key, std::string_view text) { return hmac(EVP_sha256(), key, text); }
std::string hmac_sha1(std::string_view key, std::string_view text) { return hmac(EVP_sha1(), key, text); }

Result<PrivateKey> PrivateKey::read(std::string_view pem) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())),
                                                      BIO_free);
  if (bio == nullptr) return fail(ErrorCode::internal, "OpenSSL has no memory");
  PrivateKey out;
  out.key_ = {PEM_read_bio_PrivateKey(bio.get(), nullptr, no_password, nullptr), EVP_PKEY_free};
  if (out.key_ == nullptr) return invalid("private_key", "expected a private key in PEM that is not encrypted");
  switch (EVP_PKEY_get_base_id(out.key_.get())) {
    case EVP_PKEY_RSA:
      if (EVP_PKEY_get_bits(out.key_.get()) < kFewestRsaBits)
        return invalid("private_key", "expected an RSA key of at least 1024 bits");
      out.kind_ = KeyKind::rsa;
      return out;
    case EVP_PKEY_ED25519: out.kind_ = KeyKind::ed25519; return out;
    case EVP_PKEY_EC:
      if (!is_p256(out.key_.get())) return invalid("private_key", "expected the curve P-256");
      out.kind_ = KeyKind::p256;
      return out;
    default: return invalid("private_key", "expected a key for RSA, Ed25519 or ECDSA");
  }
}

std::string PrivateKey::sign(std::string_view text) const {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  const EVP_MD* hash = kind_ == KeyKind::ed25519 ? nullptr : EVP_sha256();
  std::size_t size = static_cast<std::size_t>(EVP_PKEY_get_size(key_.get()));
  std::string out(size, '\0');
  if (context == nullptr || EVP_DigestSignInit(context.get(), nullptr, hash, nullptr, key_.get()) != 1 ||
      EVP_DigestSign(context.get(), bytes_of(out), &size, bytes_of(text), text.size()) != 1)
    std::abort();  // only without memory
  out.resize(size);
  return kind_ == KeyKind::p256 ? side_by_side(out) : out;
}

std::string PrivateKey::public_point() const {
  unsigned char* bytes = nullptr;
  const std::size_t size = EVP_PKEY_get1_encoded_public_key(key_.get(), &bytes);
  std::string out(reinterpret_cast<const char*>(bytes), size);
  OPENSSL_free(bytes);
  return out;
}

std::string fresh_p256_pem() {
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), BIO_free);
  if (key == nullptr || bio == nullptr ||
      PEM_write_bio_PKCS8PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) != 1)
    std::abort();  // only without memory or randomness
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

std::string random_bytes(std::size_t count) {
  std::string out(count, '\0');
  if (RAND_bytes(bytes_of(out), static_cast<int>(count)) != 1) std::abort();  // the system has no randomness
  return out;
}

}  // namespace throng::outbound
