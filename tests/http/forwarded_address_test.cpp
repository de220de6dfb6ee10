#include <gtest/gtest.h>

#include "http/request.hpp"

namespace kaoji::http {
namespace {

TEST(ForwardedAddress, IsWhatTheGatewayAddedLast) {
  EXPECT_EQ(forwarded_address("203.0.113.7"), "203.0.113.7");
  // A client may write what it likes before it.
  EXPECT_EQ(forwarded_address("10.0.0.1, 203.0.113.7"), "203.0.113.7");
  EXPECT_EQ(forwarded_address("x,2001:db8::7 "), "2001:db8::7");
  for (const char* bad : {"", ",", "203.0.113.7,", "a\nb", "unknown", "1.2.3.4 5"}) {
    EXPECT_FALSE(forwarded_address(bad)) << bad;
  }
}

TEST(ForwardedAddress, IsBelievedOfTheGatewayAlone) {
  Request request;
  request.forwarded_for = "203.0.113.7";
  take_address(request, "192.0.2.1", "");
  EXPECT_EQ(request.address, "192.0.2.1");
  take_address(request, "192.0.2.1", "192.0.2.2");
  EXPECT_EQ(request.address, "192.0.2.1");
  take_address(request, "192.0.2.2", "192.0.2.2");
  EXPECT_EQ(request.address, "203.0.113.7");
}

}  // namespace
}  // namespace kaoji::http
