#include "outbound/crypto.h"

#include <gtest/gtest.h>

#include "base/encoding.h"

namespace throng::outbound {
namespace {

TEST(Hmac, IsThatOfRfc4231) {
  EXPECT_EQ(hex(hmac_sha256("Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

}  // namespace
}  // namespace throng::outbound
