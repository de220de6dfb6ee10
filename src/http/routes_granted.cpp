#include <array>

#include "http/grant_schemas.hpp"
#include "http/listed.hpp"
#include "http/routes.hpp"
#include "http/sheet_export.hpp"

namespace kaoji::http {

namespace {

/// The filters of the lists of grants; each list takes some of them.
struct GrantQuery {
  std::string institution;
  std::string bureau;
  std::optional<int> year;
};

GrantQuery of_institution(QueryReader& query) {
  return {query.text("institution", 32).value_or(""), {}, std::nullopt};
}
GrantQuery of_institution_or_bureau(QueryReader& query) {
  return {query.text("institution", 32).value_or(""), query.text("bureau", 32).value_or(""), std::nullopt};
}
GrantQuery of_institution_and_year(QueryReader& query) {
  return {query.text("institution", 32).value_or(""), {}, query.year("year")};
}

/// Does what belongs to this institution lie within the asker's reach, and within the filter?
bool shown(const Asked& asked, const core::Institution* institution, const std::string& wanted) {
  if (institution == nullptr) return false;
  if (!wanted.empty() && institution->code != wanted) return false;
  return core::access(asked.context.actor, *institution, asked.act) == core::Access::granted;
}

std::vector<ports::Admission> admissions(ports::Transaction& tx, const Asked& asked, Directory& directory,
                                         const GrantQuery& wanted) {
  auto all = tx.grants().admissions(std::nullopt);
  std::erase_if(
      all, [&](const auto& one) { return !shown(asked, directory.institution(one.institution), wanted.institution); });
  return all;
}

std::vector<ports::Waiver> waivers(ports::Transaction& tx, const Asked& asked, Directory& directory,
                                   const GrantQuery& wanted) {
  auto all = tx.grants().waivers(std::nullopt);
  std::erase_if(
      all, [&](const auto& one) { return !shown(asked, directory.institution(one.institution), wanted.institution); });
  return all;
}

/// An extension is shown to those that it lets in, and to those who see everything.
bool extension_shown(const Asked& asked, Directory& directory, const core::Extension& extension) {
  const core::Actor& actor = asked.context.actor;
  switch (core::reach_of(actor.role, asked.act)) {
    case core::Relation::everything:
      return true;
    case core::Relation::own: {
      const core::Institution* const own = directory.institution(actor.institution);
      return own != nullptr && extension.covers(own->code, own->bureau);
    }
    case core::Relation::owned_by_bureau: {
      if (extension.institution.empty()) return extension.bureau.empty() || extension.bureau == actor.bureau;
      const core::Institution* const named = directory.institution(extension.institution);
      return named != nullptr && named->bureau == actor.bureau;
    }
    case core::Relation::none:
      break;
  }
  return false;
}

std::vector<ports::GrantedExtension> extensions(ports::Transaction& tx, const Asked& asked, Directory& directory,
                                                const GrantQuery& wanted) {
  auto all = tx.grants().extensions();
  std::erase_if(all, [&](const ports::GrantedExtension& one) {
    if (!wanted.institution.empty() && one.extension.institution != wanted.institution) return true;
    if (!wanted.bureau.empty() && one.extension.bureau != wanted.bureau) return true;
    return !extension_shown(asked, directory, one.extension);
  });
  return all;
}

using HeldPlan = std::pair<ports::Hold, ports::PlanRow>;

std::vector<HeldPlan> holds(ports::Transaction& tx, const Asked& asked, Directory& directory,
                            const GrantQuery& wanted) {
  std::vector<HeldPlan> seen;
  for (ports::Hold& hold : tx.grants().holds(wanted.year.value_or(asked.context.year()))) {
    auto row = tx.plans().plan_row(hold.plan);
    if (row && shown(asked, directory.institution(row->institution_code), wanted.institution))
      seen.emplace_back(std::move(hold), *std::move(row));
  }
  return seen;
}

/// A page of such a list.
template <class Find, class Write>
Answer listed(ports::Transaction& tx, const Asked& asked, std::string_view list, GrantQuery (*read)(QueryReader&),
              const Find& find, const Write& write) {
  QueryReader query = asked.query();
  const GrantQuery wanted = read(query);
  const Slice slice = read_slice(query, list);
  query.done();
  if (!core::may_ever(asked.context.actor.role, asked.act)) return asked.refused(usecases::not_yours());
  Directory directory(tx);
  return sliced(asked, list, find(tx, asked, directory, wanted), slice,
                [&](JsonWriter& json, const auto& one) { write(json, directory, one); });
}

Answer list_admissions(ports::Transaction& tx, const Asked& asked) {
  return listed(tx, asked, "admissions", of_institution, admissions,
                [&](JsonWriter& json, Directory& directory, const ports::Admission& one) {
                  write_admission(json, tx, directory, one);
                });
}

Answer list_waivers(ports::Transaction& tx, const Asked& asked) {
  return listed(tx, asked, "waivers", of_institution, waivers,
                [&](JsonWriter& json, Directory& directory, const ports::Waiver& one) {
                  write_waiver(json, tx, directory, asked.context.book, one);
                });
}

Answer list_extensions(ports::Transaction& tx, const Asked& asked) {
  return listed(tx, asked, "extensions", of_institution_or_bureau, extensions,
                [&](JsonWriter& json, Directory& directory, const ports::GrantedExtension& one) {
                  write_extension(json, directory, asked.context.book, one);
                });
}

Answer list_holds(ports::Transaction& tx, const Asked& asked) {
  return listed(tx, asked, "holds", of_institution_and_year, holds,
                [&](JsonWriter& json, Directory& directory, const HeldPlan& one) {
                  write_hold(json, directory, one.first, one.second);
                });
}

/// All rows of such a list as a sheet.
template <class Find, class Put>
std::optional<Answer> filled(ports::Transaction& tx, const Asked& asked, GrantQuery (*read)(QueryReader&),
                             const Find& find, const Put& put) {
  QueryReader query = asked.query();
  const GrantQuery wanted = read(query);
  query.done();
  Directory directory(tx);
  for (const auto& one : find(tx, asked, directory, wanted)) put(directory, one);
  return std::nullopt;
}

std::string_view name_of(const core::Institution* institution) {
  return institution != nullptr ? std::string_view(institution->name) : std::string_view();
}
std::string_view code_of(const core::Institution* institution) {
  return institution != nullptr ? std::string_view(institution->code) : std::string_view();
}
std::string round_of(const core::PolicyBook& book, const core::RoundRef& ref, base::Language language) {
  const auto round = book.round(ref);
  return round ? round_words(*round, language) : std::string();
}

constexpr std::array kAdmissionColumns{
    ports::SheetColumn{"院校代码", ports::SheetKind::text, 12, "Institution code"},
    ports::SheetColumn{"院校名称", ports::SheetKind::text, 34, "Institution"},
    ports::SheetColumn{"准入时间", ports::SheetKind::instant, 18, "Admitted at"},
    ports::SheetColumn{"经办", ports::SheetKind::text, 16, "By"},
    ports::SheetColumn{"截止日期", ports::SheetKind::date, 12, "Due on"},
    ports::SheetColumn{"用于申报", ports::SheetKind::text, 22, "Used by"},
};

std::optional<Answer> fill_admissions(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  return filled(tx, asked, of_institution, admissions, [&](Directory& directory, const ports::Admission& one) {
    const core::Institution* const institution = directory.institution(one.institution);
    const std::string used_by = tx.applications().number(one.used_by);
    rows.row({code_of(institution), name_of(institution), one.granted_at,
              actor_name(directory, one.actor, rows.language()), maybe_cell(one.until), std::string_view(used_by)});
  });
}
constexpr ListSheet kAdmissionSheet{"调增准入", "admissions.xlsx", kAdmissionColumns, fill_admissions, "Admissions"};

constexpr std::array kWaiverColumns{
    ports::SheetColumn{"院校代码", ports::SheetKind::text, 12, "Institution code"},
    ports::SheetColumn{"院校名称", ports::SheetKind::text, 34, "Institution"},
    ports::SheetColumn{"批次", ports::SheetKind::text, 22, "Round"},
    ports::SheetColumn{"理由", ports::SheetKind::text, 40, "Reason"},
    ports::SheetColumn{"豁免时间", ports::SheetKind::instant, 18, "Waived at"},
    ports::SheetColumn{"经办", ports::SheetKind::text, 16, "By"},
    ports::SheetColumn{"用于申报", ports::SheetKind::text, 22, "Used by"},
};

std::optional<Answer> fill_waivers(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  return filled(tx, asked, of_institution, waivers, [&](Directory& directory, const ports::Waiver& one) {
    const core::Institution* const institution = directory.institution(one.institution);
    const std::string used_by = tx.applications().number(one.used_by);
    const std::string round = round_of(asked.context.book, one.round, rows.language());
    rows.row({code_of(institution), name_of(institution), std::string_view(round), one.reason, one.granted_at,
              actor_name(directory, one.actor, rows.language()), std::string_view(used_by)});
  });
}
constexpr ListSheet kWaiverSheet{"上限豁免", "waivers.xlsx", kWaiverColumns, fill_waivers, "Waivers"};

constexpr std::array kExtensionColumns{
    ports::SheetColumn{"批次", ports::SheetKind::text, 22, "Round"},
    ports::SheetColumn{"环节", ports::SheetKind::text, 8, "Stage"},
    ports::SheetColumn{"对象", ports::SheetKind::text, 34, "Object"},
    ports::SheetColumn{"延至", ports::SheetKind::date, 12, "Until"},
    ports::SheetColumn{"理由", ports::SheetKind::text, 40, "Reason"},
    ports::SheetColumn{"延期时间", ports::SheetKind::instant, 18, "Extended at"},
    ports::SheetColumn{"经办", ports::SheetKind::text, 16, "By"},
};

std::string_view whom(Directory& directory, const core::Extension& extension, base::Language language) {
  if (!extension.institution.empty()) return name_of(directory.institution(std::string_view(extension.institution)));
  return extension.bureau.empty() ? base::Words{"全部", "All"}.in(language) : directory.bureau_name(extension.bureau);
}

std::optional<Answer> fill_extensions(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  return filled(tx, asked, of_institution_or_bureau, extensions,
                [&](Directory& directory, const ports::GrantedExtension& one) {
                  const std::string round = round_of(asked.context.book, one.extension.round, rows.language());
                  rows.row({std::string_view(round), rows.word(one.extension.stage),
                            whom(directory, one.extension, rows.language()), one.extension.until, one.reason,
                            one.granted_at, actor_name(directory, one.actor, rows.language())});
                });
}
constexpr ListSheet kExtensionSheet{"延期", "extensions.xlsx", kExtensionColumns, fill_extensions, "Extensions"};

constexpr std::array kHoldColumns{
    ports::SheetColumn{"院校代码", ports::SheetKind::text, 12, "Institution code"},
    ports::SheetColumn{"院校名称", ports::SheetKind::text, 30, "Institution"},
    ports::SheetColumn{"证书", ports::SheetKind::text, 30, "Certificate"},
    ports::SheetColumn{"级别", ports::SheetKind::text, 8, "Level"},
    ports::SheetColumn{"计划年度", ports::SheetKind::ordinal, 10, "Plan year"},
    ports::SheetColumn{"退出年度", ports::SheetKind::ordinal, 10, "Exit year"},
    ports::SheetColumn{"理由", ports::SheetKind::text, 40, "Reason"},
    ports::SheetColumn{"暂缓时间", ports::SheetKind::instant, 18, "Held at"},
    ports::SheetColumn{"经办", ports::SheetKind::text, 16, "By"},
    ports::SheetColumn{"取消时间", ports::SheetKind::instant, 18, "Lifted at"},
    ports::SheetColumn{"取消理由", ports::SheetKind::text, 40, "Reason of the lifting"},
};

std::optional<Answer> fill_holds(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  return filled(tx, asked, of_institution_and_year, holds, [&](Directory& directory, const HeldPlan& one) {
    const auto& [hold, row] = one;
    rows.row({row.institution_code, row.institution_name, row.certificate_name, rows.word(row.plan.key.level),
              number_cell(row.plan.key.year), number_cell(hold.year), hold.reason, hold.granted_at,
              actor_name(directory, hold.actor, rows.language()), maybe_cell(hold.lifted_at), hold.lift_reason});
  });
}
constexpr ListSheet kHoldSheet{"暂缓退出", "holds.xlsx", kHoldColumns, fill_holds, "Holds"};

constexpr std::array kGrantedRoutes{
    asks("/api/admissions", core::Act::admission_list, list_admissions),
    flows(Method::get, "/api/admissions.xlsx", core::Act::grant_export, exports<kAdmissionSheet>),
    asks("/api/waivers", core::Act::waiver_list, list_waivers),
    flows(Method::get, "/api/waivers.xlsx", core::Act::grant_export, exports<kWaiverSheet>),
    asks("/api/extensions", core::Act::extension_list, list_extensions),
    flows(Method::get, "/api/extensions.xlsx", core::Act::grant_export, exports<kExtensionSheet>),
    asks("/api/holds", core::Act::hold_list, list_holds),
    flows(Method::get, "/api/holds.xlsx", core::Act::grant_export, exports<kHoldSheet>),
};
static_assert(all_have_rows(kGrantedRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> granted_routes() {
  return kGrantedRoutes;
}

}  // namespace kaoji::http
