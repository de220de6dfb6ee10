#include <fmt/format.h>

#include <array>

#include "http/bundle_sending.hpp"
#include "http/routes.hpp"
#include "usecases/package_bundle.hpp"

namespace kaoji::http {

namespace {

usecases::BundleTools tools_of(const Dependencies& dependencies) {
  return {dependencies.bundles, dependencies.printer, dependencies.papers, dependencies.books, dependencies.files};
}

struct AskedRound {
  int year = 0;
  std::string round;
  std::string bureau;
};

AskedRound read_round(const Asked& asked, bool with_bureau) {
  QueryReader query = asked.query();
  AskedRound wish;
  wish.year = query.required_year("year");
  const auto round = query.text("round", 64);
  if (with_bureau) wish.bureau = query.text("bureau", 32).value_or("");
  query.done();
  if (!round) throw parameter_invalid("round", "缺少批次", "The round is missing");
  wish.round = *round;
  return wish;
}

Answer find_package_bundle(ports::Transaction& tx, const Asked& asked, FoundBundle& found) {
  if (!core::may_ever(asked.context.actor.role, asked.act)) return asked.refused(usecases::not_yours());
  const AskedRound wish = read_round(asked, true);
  auto package = usecases::package_contents(tx, asked.context, wish.year, wish.round, wish.bureau);
  if (!package) return asked.refused(package.error());
  if (!*package) throw no_such_round();
  const auto contents = std::make_shared<const usecases::PackageContents>(**std::move(package));
  const std::string whose = contents->cover.province ? "province"
                            : wish.bureau.empty()    ? asked.context.actor.bureau
                                                     : wish.bureau;
  found.file = fmt::format("package-{}-{}-{}.zip", wish.year, wish.round, whose);
  found.name = usecases::package_title(contents->cover);
  found.note = [contents, file = found.file](ports::Transaction& tx, const usecases::Context& context) {
    usecases::record_export(tx, context, core::Act::package_print, file,
                            static_cast<std::int64_t>(contents->files.size()));
  };
  found.write = [contents, tools = tools_of(*asked.dependencies)](const ports::BundleSink& sink) {
    usecases::write_package(*contents, tools, sink);
  };
  return {};
}

Answer find_archive(ports::Transaction& tx, const Asked& asked, FoundBundle& found) {
  if (!core::may_ever(asked.context.actor.role, asked.act)) return asked.refused(usecases::not_yours());
  const AskedRound wish = read_round(asked, false);
  const Dependencies& with = *asked.dependencies;
  const auto files = with.policies.files();
  auto collected =
      usecases::collect_archive(tx, asked.context, {with.policy_reader, *files}, with.program, wish.year, wish.round);
  if (!collected) return asked.refused(collected.error());
  if (!*collected) throw no_such_round();
  const auto archive = std::make_shared<const usecases::RoundArchive>(**std::move(collected));
  found.file = fmt::format("archive-{}-{}.zip", wish.year, wish.round);
  found.name = fmt::format("归档 {}年{}", wish.year, archive->round.label);
  found.note = [archive](ports::Transaction& write, const usecases::Context& context) {
    usecases::record_archive(write, context, *archive);
  };
  found.write = [archive, tools = tools_of(with), &texts = with.archives](const ports::BundleSink& sink) {
    usecases::write_archive(*archive, tools, texts, sink);
  };
  return {};
}

void send_archive(Site& site, const std::shared_ptr<Visit>& visit) {
  send_bundle(site, visit, find_archive);
}

void send_package(Site& site, const std::shared_ptr<Visit>& visit) {
  send_bundle(site, visit, find_package_bundle);
}

constexpr std::array kBundleRoutes{
    flows(Method::get, "/api/rounds/package.zip", core::Act::package_print, send_package),
    flows(Method::get, "/api/rounds/archive.zip", core::Act::archive_make, send_archive),
};
static_assert(all_have_rows(kBundleRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> bundle_routes() {
  return kBundleRoutes;
}

}  // namespace kaoji::http
