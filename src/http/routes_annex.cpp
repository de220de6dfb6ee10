#include <array>

#include "http/book_flows.hpp"
#include "http/line_reader.hpp"
#include "http/routes.hpp"
#include "http/shown_contacts.hpp"
#include "http/site.hpp"
#include "usecases/annex_draft.hpp"

namespace kaoji::http {

namespace {

using usecases::AnnexText;
using usecases::FilledAnnex;

void send_annex(Site& site, const std::shared_ptr<Visit>& visit) {
  const auto revision = asked_revision(visit->request());
  const auto shown = std::make_shared<ShownContacts>();
  make_and_send(
      site, visit, "annex.xlsx", "申报汇总表",
      [&site, shown, revision](ports::Transaction& tx, const Asked& asked) -> MadeBook {
        const auto form = usecases::form_rows(tx, asked.context, {asked.id()}, revision);
        if (!form) return asked.refused(form.error());
        *shown = {form->shows_contact, asked.context.actor, usecases::object_name("application", asked.id())};
        return site.dependencies().annexes.annex(form->document);
      },
      false, shown);
}

core::ApplicationKind asked_kind(const Asked& asked) {
  QueryReader query = asked.query();
  const auto kind = query.choice<core::ApplicationKind>("kind", core::parse_application_kind);
  query.done();
  if (!kind) throw parameter_invalid("kind", "缺少申报类别", "The kind is missing");
  return *kind;
}

void send_empty_annex(Site& site, const std::shared_ptr<Visit>& visit) {
  make_and_send(
      site, visit, "annex-template.xlsx", "申报汇总表模板",
      [&site](ports::Transaction& tx, const Asked& asked) -> MadeBook {
        const auto annex = usecases::annex_to_fill(tx, asked.context, asked_kind(asked));
        if (!annex) return asked.refused(annex.error());
        ports::EmptyAnnex empty = *annex;
        empty.language = asked.language();
        return site.dependencies().annexes.empty_annex(empty);
      },
      false);
}

/// Brings a text into the form in which the contract takes it; one that it does not take is left out, and told.
void admit(FilledAnnex& annex, int row, AnnexText& text, const TextRule& rule) {
  try {
    text.text = admitted_text(text.text, rule, {});
  } catch (const Fault& fault) {
    annex.problems.push_back({annex.sheet, row, text.column, "cell-invalid", fault.zh, fault.en});
    text.text.clear();
  }
}

usecases::DraftContent content_of(FilledAnnex& annex) {
  usecases::DraftContent content;
  for (usecases::AnnexLine& line : annex.lines) {
    admit(annex, line.row, line.certificate, kCertificateRule);
    admit(annex, line.row, line.level, kLevelRule);
    admit(annex, line.row, line.reason, kReasonRule);
    content.lines.push_back({line.certificate.text, line.level.text, line.headcount, line.reason.text, line.year});
  }
  admit(annex, annex.contact_row, annex.contact_name, kContactRule);
  admit(annex, annex.contact_row, annex.contact_phone, kPhoneRule);
  content.contact_name = annex.contact_name.text;
  content.contact_phone = annex.contact_phone.text;
  return content;
}

/// What an annex came to: the draft that it makes, and what of it was not understood.
struct UnderstoodAnnex {
  core::ApplicationKind kind{};
  usecases::DraftContent content;
  FilledAnnex annex;
};

/// Throws Fault for a book that holds nothing that could become a draft.
base::Result<UnderstoodAnnex, Answer> understood(ports::Transaction& tx, const Asked& asked, const Sheets& sheets,
                                                 std::optional<core::ApplicationKind> meant) {
  const auto read = usecases::understand_annex(tx, asked.context, sheets, kMostLines);
  if (!read) return asked.refused(read.error());
  if (!*read) {
    throw sheet_invalid("没有找到附件的表头（证书名称、证书级别、人数），请使用下载的模板",
                        "The heads of an annex were not found; use the template", {});
  }
  UnderstoodAnnex result{{}, {}, **read};
  const auto kind = result.annex.kind ? result.annex.kind : meant;
  if (!kind) {
    throw sheet_invalid("看不出是新增、调增还是调减申报汇总表，请保留表的标题",
                        "It does not say whether it is annex 1, 2 or 3; keep its title", result.annex.sheet);
  }
  if (result.annex.lines.empty())
    throw sheet_invalid("表中没有填写任何一行", "No line of the annex is filled in", result.annex.sheet);
  result.kind = *kind;
  result.content = content_of(result.annex);
  return result;
}

void write_lines(JsonWriter& json, const UnderstoodAnnex& result) {
  json.key("lines").begin_array();
  for (std::size_t i = 0; i < result.content.lines.size(); ++i) {
    const usecases::LineInput& line = result.content.lines[i];
    json.begin_object()
        .member("certificate", line.certificate)
        .member("level", line.level)
        .member("headcount", line.headcount)
        .member_or_null("reason", line.reason)
        .member("year", line.year)
        .member("row", result.annex.lines[i].row)
        .end_object();
  }
  json.end_array();
}

Answer annex_answer(const Asked& asked, const UnderstoodAnnex& result, const core::Application* draft) {
  JsonWriter json = asked.json(512 + result.content.lines.size() * 256);
  json.begin_object()
      .member("dry_run", draft == nullptr)
      .member("kind", core::to_text(result.kind))
      .member("sheet", result.annex.sheet);
  write_lines(json, result);
  json.member("contact_name", result.content.contact_name).member("contact_phone", result.content.contact_phone);
  write_problems(json, result.annex.problems);
  json.key("application");
  if (draft == nullptr) {
    json.null();
  } else {
    json.begin_object().member("id", draft->id).member("number", draft->number).end_object();
  }
  json.end_object();
  return json_answer(json.take(), draft == nullptr ? 200 : 201);
}

Answer import_annex_now(ports::Transaction& tx, const Asked& asked, const Sheets& sheets,
                        std::optional<core::ApplicationKind> meant) {
  const auto result = understood(tx, asked, sheets, meant);
  if (!result) return result.error();
  const auto draft = usecases::create_application(tx, asked.context, {result->kind, "", result->content, false});
  if (!draft) return asked.refused(draft.error());
  return annex_answer(asked, *result, &*draft);
}

void import_annex(Site& site, const std::shared_ptr<Visit>& visit) {
  if (visit->token.empty()) throw not_authenticated();
  guard_write(visit->request(), BodyType::book, true);
  QueryReader query(visit->request().query);
  const bool dry_run = query.flag("dry_run");
  const auto meant = query.choice<core::ApplicationKind>("kind", core::parse_application_kind);
  query.done();
  if (!dry_run) check_idempotency_key(visit->request());
  with_sheets(site, visit, [&site, visit, dry_run, meant](const std::shared_ptr<Sheets>& sheets) {
    if (!dry_run) {
      return site.change(visit, [sheets, meant](ports::Transaction& tx, const Asked& asked) {
        return import_annex_now(tx, asked, *sheets, meant);
      });
    }
    site.ask(
        visit,
        [sheets, meant](ports::Transaction& tx, const Asked& asked) {
          const auto result = understood(tx, asked, *sheets, meant);
          return result ? annex_answer(asked, *result, nullptr) : result.error();
        },
        true);
  });
}

constexpr std::array kAnnexRoutes{
    flows(Method::get, "/api/applications/{id}/form.xlsx", core::Act::form_print, send_annex),
    flows(Method::get, "/api/applications/template.xlsx", core::Act::application_create, send_empty_annex),
    flows(Method::post, "/api/applications/import", core::Act::application_create, import_annex),
};
static_assert(all_have_rows(kAnnexRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> annex_routes() {
  return kAnnexRoutes;
}

}  // namespace kaoji::http
