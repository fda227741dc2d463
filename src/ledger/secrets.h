// Randomness, hashes and passwords, each from a library that does nothing else.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace throng::ledger {

// `count` random letters and digits (A-Z, a-z, 0-9), about 5.95 bits each.
std::string random_text(std::size_t count);

// 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view text);

// Whether two secrets are equal, in a time that depends on their lengths only.
bool equal_secrets(std::string_view a, std::string_view b);

// argon2id with libsodium's interactive limits: 64 MB and about 0.1 s. Errors: overloaded (no memory).
Result<std::string> hash_password(std::string_view password);
// The same time for a right and a wrong password. An empty hash is right for no password.
bool verify_password(std::string_view hash, std::string_view password);

}  // namespace throng::ledger
