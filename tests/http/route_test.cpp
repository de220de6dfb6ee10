#include "http/route.hpp"

#include <gtest/gtest.h>

namespace kaoji::http {
namespace {

constexpr std::array kRoutes{
    flows(Method::get, "/plans/{id}", core::Act::plan_read, nullptr),
    flows(Method::get, "/plans/totals", core::Act::plan_totals, nullptr),
    flows(Method::get, "/applications/{id}/scan", core::Act::scan_read, nullptr),
    flows(Method::put, "/applications/{id}/scan", core::Act::scan_upload, nullptr),
    flows(Method::get, "/applications/{id}/scan/pages/{page}", core::Act::scan_read, nullptr),
};
const std::array<std::span<const Route>, 1> kTables{kRoutes};

std::string_view found(std::string_view path, Method method = Method::get) {
  const Match match = find_route(kTables, method, path);
  return match.route == nullptr ? "" : match.route->path;
}

TEST(Route, IsFoundByItsWholePath) {
  EXPECT_EQ(found("/plans/7"), "/plans/{id}");
  EXPECT_EQ(found("/plans/totals"), "/plans/totals");
  EXPECT_EQ(found("/applications/7/scan"), "/applications/{id}/scan");
  EXPECT_EQ(found("/applications/7/scan/pages/2"), "/applications/{id}/scan/pages/{page}");
  for (const std::string_view path :
       {"/plans", "/plans/", "/plans/7/", "/applications//scan", "/applications/7/scan/", "/applications/7/scan/pages",
        "/applications/7/scan/pages/", "/applications/7/scan/pages/2/3", "/applications/7/8/scan", "/x/7/scan", "",
        "/"}) {
    EXPECT_EQ(found(path), "") << path;
  }
}

TEST(Route, GivesWhatStandsInItsBraces) {
  const Match one = find_route(kTables, Method::get, "/applications/17/scan");
  EXPECT_EQ(one.parameter, "17");
  EXPECT_EQ(one.second_parameter, "");
  const Match two = find_route(kTables, Method::get, "/applications/17/scan/pages/3");
  EXPECT_EQ(two.parameter, "17");
  EXPECT_EQ(two.second_parameter, "3");
}

TEST(Route, OfAnotherMethodIsSaidToBeThere) {
  EXPECT_TRUE(find_route(kTables, Method::del, "/applications/7/scan").other_method);
  EXPECT_FALSE(find_route(kTables, Method::del, "/nothing").other_method);
}

}  // namespace
}  // namespace kaoji::http
