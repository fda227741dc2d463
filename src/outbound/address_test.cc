#include "outbound/address.h"

#include <gtest/gtest.h>

namespace throng::outbound {
namespace {

TEST(Address, KnowsWhatIsInternal) {
  for (const char* address : {"127.0.0.1",
                              "127.255.255.254",
                              "0.0.0.0",
                              "10.1.2.3",
                              "172.16.0.1",
                              "172.31.255.255",
                              "192.168.1.1",
                              "169.254.169.254",
                              "100.64.0.1",
                              "224.0.0.1",
                              "255.255.255.255",
                              "198.18.0.1",
                              "192.0.2.1",
                              "::1",
                              "::",
                              "fe80::1",
                              "fc00::1",
                              "fd12::1",
                              "ff02::1",
                              "::ffff:10.0.0.1",
                              "::ffff:127.0.0.1",
                              "64:ff9b::a00:1",
                              "64:ff9b:1::808:808",
                              "3fff::1",
                              "2002:a00:1::",
                              "2001:db8::1",
                              "::7f00:1"})
    EXPECT_TRUE(is_internal(address)) << address;
  for (const char* address :
       {"8.8.8.8", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1", "193.168.1.1", "223.255.255.255",
        "2606:4700::1111", "3fff:1000::1", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::"})
    EXPECT_FALSE(is_internal(address)) << address;
  EXPECT_FALSE(is_internal("example.com")) << "no address";
}

}  // namespace
}  // namespace throng::outbound
