#include <fmt/format.h>

#include <array>
#include <limits>

#include "http/paper_flow.hpp"
#include "http/routes.hpp"

namespace kaoji::http {

namespace {

Answer find_receipt(ports::Transaction& tx, const Asked& asked, FoundPaper& found) {
  asked.takes_no_query();
  auto receipt = usecases::submission_receipt(tx, asked.context, {asked.id()});
  if (!receipt) return asked.refused(receipt.error());
  found.name = fmt::format("receipt-{}", receipt->number);
  found.paper = std::move(receipt).value();
  return {};
}

Answer find_package(ports::Transaction& tx, const Asked& asked, FoundPaper& found) {
  QueryReader query = asked.query();
  const int year = query.required_year("year");
  const auto round = query.text("round", 64);
  const auto bureau = query.text("bureau", 32);
  query.done();
  if (!core::may_ever(asked.context.actor.role, asked.act)) return asked.refused(usecases::not_yours());
  if (!round) throw parameter_invalid("round", "缺少批次", "The round is missing");
  if (!bureau && asked.context.actor.bureau.empty())
    throw parameter_invalid("bureau", "缺少市县教育行政部门代码", "The bureau's code is missing");
  auto package = usecases::round_package(tx, asked.context, year, *round, bureau.value_or(""));
  if (!package) return asked.refused(package.error());
  if (!*package) throw parameter_invalid("round", "该年度没有这个批次", "There is no such round in that year");
  found.name = fmt::format("package-{}-{}", year, bureau.value_or(asked.context.actor.bureau));
  found.paper = **std::move(package);
  return {};
}

Answer find_letter(ports::Transaction& tx, const Asked& asked, FoundPaper& found) {
  QueryReader query = asked.query();
  const int year = query.required_year("year");
  const auto run = query.integer("run", 1, std::numeric_limits<std::int64_t>::max());
  query.done();
  auto letter = usecases::exit_letter(tx, asked.context, asked.parameter, year, run);
  if (!letter) return asked.refused(letter.error());
  if (!*letter)
    throw parameter_invalid("year", "该院校该年度没有被强制退出的计划",
                            "No plan of this institution was forced out in that year");
  found.name = fmt::format("exit-{}-{}", year, asked.parameter);
  found.paper = **std::move(letter);
  return {};
}

void print_receipt(Site& site, const std::shared_ptr<Visit>& visit) {
  print_paper(site, visit, find_receipt);
}

void print_package(Site& site, const std::shared_ptr<Visit>& visit) {
  print_paper(site, visit, find_package);
}

void print_letter(Site& site, const std::shared_ptr<Visit>& visit) {
  print_paper(site, visit, find_letter);
}

constexpr std::array kPaperRoutes{
    flows(Method::get, "/api/applications/{id}/receipt.pdf", core::Act::application_read, print_receipt),
    flows(Method::get, "/api/rounds/package.pdf", core::Act::package_print, print_package),
    flows(Method::get, "/api/institutions/{code}/exit-letter.pdf", core::Act::exit_letter, print_letter),
};
static_assert(all_have_rows(kPaperRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> paper_routes() {
  return kPaperRoutes;
}

}  // namespace kaoji::http
