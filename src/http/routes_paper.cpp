#include <fmt/format.h>

#include <array>
#include <limits>

#include "base/member_name.hpp"
#include "http/paper_flow.hpp"
#include "http/routes.hpp"
#include "http/sheet_export.hpp"
#include "http/site.hpp"
#include "usecases/signed_receipt.hpp"

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
  if (!*package) throw no_such_round();
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

/// The letters of a run and who asked for them.
struct FoundLetters {
  std::vector<ports::ExitLetter> letters;
  core::Actor actor;
};

/// Whoever waited for the file has gone.
class Gone : public std::exception {};

std::string letter_file(const ports::ExitLetter& letter) {
  return fmt::format("{}-{}-退出通知书.pdf", base::as_member_part(letter.institution_code),
                     base::as_member_part(letter.institution_name));
}

/// Prints one letter after the other into the file while it is sent. What fails after the first of them breaks the
/// connection off, and the file with it.
void send_letters(const Site& site, const Visit& visit, std::int64_t run,
                  const std::vector<ports::ExitLetter>& letters) {
  std::string printed = site.dependencies().papers.print(letters.front());
  Answer head;
  head.content_type = kZipType;
  head.headers.emplace_back("Content-Disposition",
                            attachment(fmt::format("exit-letters-{}.zip", run), fmt::format("退出通知书-{}.zip", run)));
  visit.exchange->begin_pieces(std::move(head));
  const auto writer = site.dependencies().bundles.writer([&visit](std::string_view bytes) {
    if (!visit.exchange->piece(std::string(bytes))) throw Gone();
  });
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (i > 0) printed = site.dependencies().papers.print(letters[i]);
    static_cast<void>(writer->add(letter_file(letters[i]), printed));
  }
  writer->finish();
  visit.exchange->end_pieces();
}

void bundle_letters(Site& site, const std::shared_ptr<Visit>& visit) {
  const auto found = std::make_shared<FoundLetters>();
  const auto run = std::make_shared<std::int64_t>(0);
  site.ask_then(
      visit,
      [found, run](ports::Transaction& tx, const Asked& asked) {
        asked.takes_no_query();
        *run = asked.id();
        auto letters = usecases::exit_letters(tx, asked.context, *run);
        if (!letters) return asked.refused(letters.error());
        *found = {std::move(letters).value(), asked.context.actor};
        return Answer{};
      },
      [&site, visit, found, run](Answer answer) {
        if (found->letters.empty()) return visit->answer(std::move(answer));
        site.slowly(visit, [&site, visit, found, run] {
          try {
            send_letters(site, *visit, *run, found->letters);
          } catch (const Gone&) {
            return;
          }
          note_export(site, visit, "exit-letters.zip", found->actor, static_cast<std::int64_t>(found->letters.size()));
        });
      });
}

/// The signed receipt, as it was issued.
Answer take_receipt(ports::Transaction& tx, const Asked& asked) {
  asked.takes_no_query();
  auto receipt = usecases::kept_receipt(tx, asked.context, {asked.id()});
  if (!receipt) return asked.refused(receipt.error());
  const auto read = usecases::read_receipt(*receipt);
  base::check(read.has_value(), "a kept receipt cannot be read");
  Answer answer;
  answer.content_type = kTextType;
  answer.headers.emplace_back("Content-Disposition",
                              attachment(fmt::format("receipt-{}.txt", read->value("application")),
                                         fmt::format("申报回执-{}.txt", read->value("application"))));
  answer.body = std::move(receipt).value();
  return answer;
}

constexpr std::array kPaperRoutes{
    asks("/api/applications/{id}/receipt.txt", core::Act::application_read, take_receipt),
    flows(Method::get, "/api/applications/{id}/receipt.pdf", core::Act::application_read, print_receipt),
    flows(Method::get, "/api/rounds/package.pdf", core::Act::package_print, print_package),
    flows(Method::get, "/api/institutions/{code}/exit-letter.pdf", core::Act::exit_letter, print_letter),
    flows(Method::get, "/api/exit/runs/{id}/letters.zip", core::Act::exit_letter, bundle_letters),
};
static_assert(all_have_rows(kPaperRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> paper_routes() {
  return kPaperRoutes;
}

}  // namespace kaoji::http
