#include "ledger/secrets.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <sodium.h>

#include <array>
#include <cstdlib>
#include <span>

namespace throng::ledger {
namespace {

constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

// Of a random text that nobody kept, with the limits of hash_password: verified in place of a hash that is missing.
constexpr std::string_view kNobody =
    "$argon2id$v=19$m=65536,t=2,p=1$gIMN10JemDPe44Od3t7BBA$NDMcQqTCZhLsDUJ7LFIcQTuY3AM+62mLbYenAvGA9rQ";

// Any number of times, from any thread; fails only where the system has no random numbers.
void start_sodium() {
  if (sodium_init() < 0) std::abort();
}

std::string hex(std::span<const unsigned char> bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  for (const auto byte : bytes) {
    out.push_back(kDigits[byte >> 4]);
    out.push_back(kDigits[byte & 15]);
  }
  return out;
}

}  // namespace

std::string random_text(std::size_t count) {
  start_sodium();
  std::string text(count, '\0');
  for (char& c : text) c = kLetters[randombytes_uniform(static_cast<std::uint32_t>(kLetters.size()))];
  return text;
}

std::string sha256_hex(std::string_view text) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
  return hex(digest);
}

bool equal_secrets(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

Result<std::string> hash_password(std::string_view password) {
  start_sodium();
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (crypto_pwhash_str(out.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
    return fail(ErrorCode::overloaded, "not enough memory to hash a password");
  return std::string(out.data());
}

bool verify_password(std::string_view hash, std::string_view password) {
  start_sodium();
  const std::string stored(hash.empty() ? kNobody : hash);
  const bool right = crypto_pwhash_str_verify(stored.c_str(), password.data(), password.size()) == 0;
  return right && !hash.empty();
}

}  // namespace throng::ledger
