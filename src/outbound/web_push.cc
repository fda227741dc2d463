#include "outbound/web_push.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>

#include <array>
#include <cstdlib>

#include <fmt/format.h>
#include <boost/describe/class.hpp>

#include "base/encoding.h"
#include "base/json.h"
#include "outbound/jwt.h"

namespace throng::outbound {
namespace {

constexpr std::size_t kPointBytes = 65;
constexpr std::size_t kScalarBytes = 32;
constexpr std::size_t kSaltBytes = 16;
constexpr std::size_t kKeyBytes = 16;
constexpr std::size_t kNonceBytes = 12;
constexpr std::size_t kTagBytes = 16;
constexpr char kLastRecord = 2;                           // the delimiter that says so, RFC 8188 §2
constexpr std::string_view kRecordSize("\0\0\x10\0", 4);  // 4096
constexpr Duration kVapidLife = hours(12);                // at most 24, RFC 8292 §2

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

// P-256, for one multiplication or two.
class Curve {
 public:
  Curve() {
    if (group_ == nullptr || context_ == nullptr) std::abort();  // only without memory
  }

  // "": not a scalar.
  std::string public_point(std::string_view scalar) const {
    const Point point(EC_POINT_new(group_.get()), EC_POINT_free);
    const Number number = read(scalar);
    if (!is_scalar(number) ||
        EC_POINT_mul(group_.get(), point.get(), number.get(), nullptr, nullptr, context_.get()) != 1)
      return {};
    return write(point);
  }
  // The x of scalar times point, RFC 7748's and everybody's Diffie-Hellman; "": not a scalar, not a point.
  std::string shared_secret(std::string_view scalar, std::string_view point) const {
    const Point other(EC_POINT_new(group_.get()), EC_POINT_free), product(EC_POINT_new(group_.get()), EC_POINT_free);
    const Number number = read(scalar);
    if (!is_scalar(number) || point.size() != kPointBytes ||
        EC_POINT_oct2point(group_.get(), other.get(), bytes_of(point), point.size(), context_.get()) != 1 ||
        EC_POINT_mul(group_.get(), product.get(), nullptr, other.get(), number.get(), context_.get()) != 1)
      return {};
    return write(product).substr(1, kScalarBytes);
  }
  bool is_scalar(std::string_view scalar) const { return is_scalar(read(scalar)); }

 private:
  using Point = std::unique_ptr<EC_POINT, decltype(&EC_POINT_free)>;
  using Number = std::unique_ptr<BIGNUM, decltype(&BN_clear_free)>;

  static Number read(std::string_view scalar) {
    return {BN_bin2bn(bytes_of(scalar), static_cast<int>(scalar.size()), nullptr), BN_clear_free};
  }
  bool is_scalar(const Number& number) const {
    return number != nullptr && !BN_is_zero(number.get()) &&
           BN_cmp(number.get(), EC_GROUP_get0_order(group_.get())) < 0;
  }
  std::string write(const Point& point) const {
    std::string out(kPointBytes, '\0');
    EC_POINT_point2oct(group_.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED, bytes_of(out), out.size(),
                       context_.get());
    return out;
  }

  std::unique_ptr<EC_GROUP, decltype(&EC_GROUP_free)> group_{EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1),
                                                             EC_GROUP_free};
  std::unique_ptr<BN_CTX, decltype(&BN_CTX_free)> context_{BN_CTX_new(), BN_CTX_free};
};

// HKDF-Expand (RFC 5869 §2.3) for up to 32 bytes; what stands in `info` ends with a zero where RFC 8291 says so.
std::string expand(const std::string& key, std::string info, std::size_t size) {
  return hmac_sha256(key, info + '\x01').substr(0, size);
}

std::string seal(const std::string& key, const std::string& nonce, std::string_view text) {
  const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                EVP_CIPHER_CTX_free);
  std::string out(text.size() + kTagBytes, '\0');
  int size = 0, rest = 0;
  if (context == nullptr ||
      EVP_EncryptInit_ex(context.get(), EVP_aes_128_gcm(), nullptr, bytes_of(std::string_view(key)),
                         bytes_of(std::string_view(nonce))) != 1 ||
      EVP_EncryptUpdate(context.get(), bytes_of(out), &size, bytes_of(text), static_cast<int>(text.size())) != 1 ||
      EVP_EncryptFinal_ex(context.get(), bytes_of(out) + size, &rest) != 1 ||
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, kTagBytes, bytes_of(out) + text.size()) != 1)
    std::abort();  // only without memory
  return out;
}

Result<std::string> key_of(const json::Node& keys, std::string_view name, std::size_t size) {
  const auto node = keys.find(name);
  const auto bytes =
      node && node->kind() == json::Kind::string ? from_base64(node->string()) : std::optional<std::string>();
  if (!bytes || bytes->size() != size)
    return invalid(fmt::format("keys.{}", name), fmt::format("expected {} bytes in base64", size));
  return *bytes;
}

struct VapidClaims {
  std::string aud;
  std::int64_t exp = 0;
  std::string sub;
};
BOOST_DESCRIBE_STRUCT(VapidClaims, (), (aud, exp, sub))

}  // namespace

Result<PushSubscription> read_subscription(std::string_view text) {
  THRONG_TRY(const json::Document document, json::Document::parse(text));
  const json::Node root = document.root();
  if (root.kind() != json::Kind::object) return std::unexpected(json::wrong_kind("a push subscription", root));
  const auto endpoint = root.find("endpoint");
  const auto keys = root.find("keys");
  if (!endpoint || endpoint->kind() != json::Kind::string) return invalid("endpoint", "expected a URL");
  if (!keys || keys->kind() != json::Kind::object) return invalid("keys", "expected p256dh and auth");
  PushSubscription out{.endpoint = std::string(endpoint->string()), .p256dh = {}, .auth = {}};
  THRONG_TRY(out.p256dh, key_of(*keys, "p256dh", kPointBytes));
  THRONG_TRY(out.auth, key_of(*keys, "auth", kSaltBytes));
  return out;
}

PushSecrets fresh_push_secrets() {
  const Curve curve;
  PushSecrets out{random_bytes(kScalarBytes), random_bytes(kSaltBytes)};
  while (!curve.is_scalar(out.private_key)) out.private_key = random_bytes(kScalarBytes);  // one in 2^32
  return out;
}

Result<std::string> encrypt_push(const PushSubscription& to, std::string_view text, const PushSecrets& secrets) {
  if (text.size() > kMaxPushText) return invalid("text", fmt::format("at most {} bytes", kMaxPushText));
  const Curve curve;
  const std::string ours = curve.public_point(secrets.private_key);
  const std::string shared = curve.shared_secret(secrets.private_key, to.p256dh);
  if (ours.empty() || shared.empty()) return invalid("keys.p256dh", "expected a point of P-256");
  using namespace std::string_literals;
  const std::string material =
      expand(hmac_sha256(to.auth, shared), "WebPush: info\0"s + to.p256dh + ours, kScalarBytes);
  const std::string key = hmac_sha256(secrets.salt, material);
  const std::string cipher_key = expand(key, "Content-Encoding: aes128gcm\0"s, kKeyBytes);
  const std::string nonce = expand(key, "Content-Encoding: nonce\0"s, kNonceBytes);
  std::string out = secrets.salt;
  out += kRecordSize;
  out += static_cast<char>(ours.size());
  return out + ours + seal(cipher_key, nonce, std::string(text) + kLastRecord);
}

std::string origin_of(std::string_view url) {
  const std::size_t host = url.find("://");
  if (host == std::string_view::npos) return {};
  return std::string(url.substr(0, url.find_first_of("/?#", host + 3)));
}

std::string vapid_authorization(const PrivateKey& key, const std::string& contact, std::string_view endpoint,
                                Instant now) {
  const VapidClaims claims{origin_of(endpoint), to_ms(now + kVapidLife) / 1000, contact};
  return fmt::format("vapid t={}, k={}", jwt_of(key, json::to_string(claims)), base64url(key.public_point()));
}

}  // namespace throng::outbound
