#include "outbound/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <string>

namespace throng::outbound {
namespace {

struct Net4 {
  std::uint32_t address;
  int bits;
};
constexpr std::uint32_t ip(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return a << 24 | b << 16 | c << 8 | d;
}
constexpr Net4 kInternal4[] = {
    {ip(0, 0, 0, 0), 8},      {ip(10, 0, 0, 0), 8},    {ip(100, 64, 0, 0), 10},   {ip(127, 0, 0, 0), 8},
    {ip(169, 254, 0, 0), 16}, {ip(172, 16, 0, 0), 12}, {ip(192, 0, 0, 0), 24},    {ip(192, 0, 2, 0), 24},
    {ip(192, 168, 0, 0), 16}, {ip(198, 18, 0, 0), 15}, {ip(198, 51, 100, 0), 24}, {ip(203, 0, 113, 0), 24},
    {ip(224, 0, 0, 0), 4},    {ip(240, 0, 0, 0), 4},
};

bool is_internal4(std::uint32_t address) {
  return std::ranges::any_of(kInternal4,
                             [&](const Net4& net) { return (address ^ net.address) >> (32 - net.bits) == 0; });
}

using Bytes6 = std::array<std::uint8_t, 16>;

std::uint32_t ip4_at(const Bytes6& bytes, std::size_t at) {
  return ip(bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]);
}

bool starts_with(const Bytes6& bytes, std::initializer_list<std::uint8_t> prefix) {
  return std::equal(prefix.begin(), prefix.end(), bytes.begin());
}

bool is_internal6(const Bytes6& b) {
  const bool zeros_to_80 = std::all_of(b.begin(), b.begin() + 10, [](std::uint8_t byte) { return byte == 0; });
  if (zeros_to_80 && b[10] == 0xff && b[11] == 0xff) return is_internal4(ip4_at(b, 12));  // ::ffff:a.b.c.d
  if (zeros_to_80 && b[10] == 0 && b[11] == 0) return true;                               // ::, ::1, ::a.b.c.d
  if (starts_with(b, {0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0}))
    return is_internal4(ip4_at(b, 12));                                 // 64:ff9b::/96
  if (starts_with(b, {0x20, 0x02})) return is_internal4(ip4_at(b, 2));  // 2002:a.b.c.d::
  if (starts_with(b, {0x20, 0x01, 0x0d, 0xb8}) || starts_with(b, {0x20, 0x01, 0x00, 0x00})) return true;
  if (starts_with(b, {0x3f, 0xff}) && (b[2] & 0xf0U) == 0) return true;  // 3fff::/20, documentation
  return (b[0] & 0xe0U) != 0x20;                                         // all but global unicast, 2000::/3
}

}  // namespace

bool is_internal(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    return is_internal4(ntohl(in.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, &address, sizeof in);
    Bytes6 bytes;
    std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
    return is_internal6(bytes);
  }
  return true;
}

bool is_internal(std::string_view text) {
  const std::string address(text);
  in_addr four{};
  if (inet_pton(AF_INET, address.c_str(), &four) == 1) return is_internal4(ntohl(four.s_addr));
  Bytes6 bytes;
  return inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1 && is_internal6(bytes);
}

}  // namespace throng::outbound
