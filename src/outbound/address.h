// Which addresses a request of this program may go to when somebody else wrote its URL.
#pragma once

#include <string_view>

struct sockaddr;

namespace throng::outbound {

// Whether an address is of this machine, of its own networks, or of none: loopback, private (RFC 1918), shared (RFC
// 6598), link-local (RFC 3927, RFC 4291), unique local (RFC 4193), multicast, broadcast, unspecified, documentation and
// benchmarking (RFC 5737, RFC 2544, RFC 3849, RFC 9637), reserved; IPv4 inside IPv6 (RFC 4291, RFC 6052, RFC 3056)
// counts as what it holds. Anything but IPv4 and IPv6 is internal.
bool is_internal(const sockaddr& address);
// The same for text, "10.0.0.1", "::1"; false for what is no address.
bool is_internal(std::string_view address);

}  // namespace throng::outbound
