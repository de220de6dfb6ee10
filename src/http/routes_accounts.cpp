#include <array>

#include "http/json_reader.hpp"
#include "http/listed.hpp"
#include "http/me.hpp"
#include "http/routes.hpp"
#include "http/shared_schemas.hpp"
#include "http/sheet_export.hpp"
#include "usecases/accounts.hpp"

namespace kaoji::http {

namespace {

constexpr TextRule kNewLogin{.max_characters = 64, .min_characters = 1, .form = TextForm::numbers};
constexpr TextRule kAccountName{.max_characters = 64, .min_characters = 1};
constexpr TextRule kAccountPlace{.max_characters = 32, .min_characters = 1, .form = TextForm::numbers};

void write_account(JsonWriter& json, Directory& directory, const usecases::AccountView& view, base::Instant now) {
  const ports::Account& account = view.account;
  json.begin_object()
      .member("login", account.login)
      .member("name", account.display_name)
      .member("role", core::to_text(account.role))
      .key("institution");
  const core::Institution* const institution =
      account.institution.some() ? directory.institution(account.institution) : nullptr;
  if (institution != nullptr) {
    write_institution_ref(json, directory, *institution);
  } else {
    json.null();
  }
  json.key("bureau");
  write_bureau_ref(json, directory, account.bureau);
  const bool locked = account.locked_until && *account.locked_until > now;
  json.member("disabled", account.disabled)
      .member("waits", view.waits)
      .member("first_secret_until", view.first_secret_until)
      .member("locked_until", locked ? account.locked_until : std::nullopt)
      .member("second_factor", account.has_factor)
      .member("own", view.own)
      .end_object();
}

usecases::AccountQuery read_account_query(QueryReader& query) {
  usecases::AccountQuery wanted;
  wanted.role = query.choice<core::Role>("role", core::parse_role);
  wanted.disabled = query.maybe_flag("disabled");
  wanted.waits = query.maybe_flag("waits");
  wanted.search = query.text("q", 64).value_or("");
  return wanted;
}

Answer list_accounts(ports::Transaction& tx, const Asked& asked) {
  QueryReader query = asked.query();
  const usecases::AccountQuery wanted = read_account_query(query);
  const Slice slice = read_slice(query, "accounts");
  query.done();
  const auto views = usecases::list_accounts(tx, asked.context, wanted);
  if (!views) return asked.refused(views.error());
  Directory directory(tx);
  return sliced(asked, "accounts", *views, slice, [&](JsonWriter& json, const usecases::AccountView& view) {
    write_account(json, directory, view, asked.context.now);
  });
}

constexpr std::array kAccountColumns{
    ports::SheetColumn{"账号", ports::SheetKind::text, 18, "Account"},
    ports::SheetColumn{"姓名", ports::SheetKind::text, 20, "Name"},
    ports::SheetColumn{"角色", ports::SheetKind::text, 16, "Role"},
    ports::SheetColumn{"所属单位", ports::SheetKind::text, 34, "Belongs to"},
    ports::SheetColumn{"动态码", ports::SheetKind::text, 10, "Second factor"},
    ports::SheetColumn{"状态", ports::SheetKind::text, 12, "State"},
    ports::SheetColumn{"初始口令有效至", ports::SheetKind::instant, 18, "First secret until"},
    ports::SheetColumn{"锁定至", ports::SheetKind::instant, 18, "Locked until"},
};

base::Words account_state(const usecases::AccountView& view, bool locked) {
  if (view.account.disabled) return {"停用", "Disabled"};
  if (locked) return {"锁定", "Locked"};
  return view.waits ? base::Words{"待启用", "Waits"} : base::Words{"使用中", "Active"};
}

std::optional<Answer> fill_accounts(ports::Transaction& tx, const Asked& asked, SheetRows& rows) {
  QueryReader query = asked.query();
  const usecases::AccountQuery wanted = read_account_query(query);
  query.done();
  const auto views = usecases::list_accounts(tx, asked.context, wanted);
  if (!views) return asked.refused(views.error());
  Directory directory(tx);
  for (const usecases::AccountView& view : *views) {
    const ports::Account& account = view.account;
    const core::Institution* const institution =
        account.institution.some() ? directory.institution(account.institution) : nullptr;
    const std::string_view bureau = account.bureau.empty() ? std::string_view() : directory.bureau_name(account.bureau);
    const bool locked = account.locked_until && *account.locked_until > asked.context.now;
    rows.row({account.login, account.display_name, rows.word(account.role),
              institution != nullptr ? std::string_view(institution->name) : bureau, rows.word(account.has_factor),
              rows.say(account_state(view, locked)), maybe_cell(view.first_secret_until),
              locked ? maybe_cell(account.locked_until) : ports::SheetCell()});
  }
  return std::nullopt;
}
constexpr ListSheet kAccountSheet{"账号", "accounts.xlsx", kAccountColumns, fill_accounts, "Accounts"};

usecases::Belonging read_belonging(ObjectReader& body) {
  usecases::Belonging belonging;
  belonging.role = body.required_choice<core::Role>("role", core::parse_role);
  belonging.institution = body.nullable_text("institution", kAccountPlace).value_or("");
  belonging.bureau = body.nullable_text("bureau", kAccountPlace).value_or("");
  return belonging;
}

Answer account_answer(ports::Transaction& tx, const Asked& asked,
                      const usecases::Outcome<usecases::AccountView>& outcome) {
  if (!outcome) return asked.refused(outcome.error());
  Directory directory(tx);
  JsonWriter json = asked.json();
  write_account(json, directory, *outcome, asked.context.now);
  return json_answer(json.take());
}

std::string secret_text(ports::Transaction& tx, const Asked& asked, const usecases::FirstSecretGiven& given,
                        bool shown) {
  Directory directory(tx);
  JsonWriter json = asked.json();
  json.begin_object().key("account");
  write_account(json, directory, {given.account, true, given.until, false}, asked.context.now);
  json.member_or_null("first_secret", shown ? std::string_view(given.secret) : std::string_view())
      .member("until", given.until)
      .end_object();
  return json.take();
}

/// The secret goes out once: what is kept for a repeated request tells that the act was done, without it.
Answer secret_answer(ports::Transaction& tx, const Asked& asked,
                     const usecases::Outcome<usecases::FirstSecretGiven>& outcome) {
  if (!outcome) return asked.refused(outcome.error());
  Answer answer = json_answer(secret_text(tx, asked, *outcome, true), 201);
  answer.kept_body = secret_text(tx, asked, *outcome, false);
  return answer;
}

Prepared add_account(const Request& request, std::string_view) {
  QueryReader(request.query).done();
  std::string login;
  std::string name;
  usecases::Belonging belonging;
  read_json_object(request.body, [&](ObjectReader& body) {
    login = folded(body.required_text("login", kNewLogin));
    name = body.required_text("name", kAccountName);
    belonging = read_belonging(body);
  });
  return {[login = std::move(login), name = std::move(name), belonging = std::move(belonging)](ports::Transaction& tx,
                                                                                               const Asked& asked) {
    return secret_answer(tx, asked, usecases::add_account(tx, asked.context, login, name, belonging));
  }};
}

Prepared change_account(const Request& request, std::string_view parameter) {
  QueryReader(request.query).done();
  std::string name;
  usecases::Belonging belonging;
  read_json_object(request.body, [&](ObjectReader& body) {
    name = body.required_text("name", kAccountName);
    belonging = read_belonging(body);
  });
  return {[name = std::move(name), belonging = std::move(belonging), login = std::string(parameter)](
              ports::Transaction& tx, const Asked& asked) {
    return account_answer(tx, asked, usecases::change_account(tx, asked.context, login, name, belonging));
  }};
}

Prepared disable_account(const Request& request, std::string_view parameter) {
  QueryReader(request.query).done();
  bool disabled = false;
  read_json_object(request.body, [&](ObjectReader& body) { disabled = body.required_flag("disabled"); });
  return {[disabled, login = std::string(parameter)](ports::Transaction& tx, const Asked& asked) {
    return account_answer(tx, asked, usecases::set_disabled(tx, asked.context, login, disabled));
  }};
}

Prepared reset_account(const Request& request, std::string_view parameter) {
  QueryReader(request.query).done();
  return {[login = std::string(parameter)](ports::Transaction& tx, const Asked& asked) {
    return secret_answer(tx, asked, usecases::reset_account(tx, asked.context, login));
  }};
}

/// An act on an account that takes nothing but its login.
template <usecases::Outcome<usecases::AccountView> (*act)(ports::Transaction&, const usecases::Context&,
                                                          const std::string&)>
Prepared act_on_account(const Request& request, std::string_view parameter) {
  QueryReader(request.query).done();
  return {[login = std::string(parameter)](ports::Transaction& tx, const Asked& asked) {
    return account_answer(tx, asked, act(tx, asked.context, login));
  }};
}

constexpr std::array kAccountRoutes{
    asks("/api/accounts", core::Act::account_list, list_accounts),
    flows(Method::get, "/api/accounts.xlsx", core::Act::account_export, exports<kAccountSheet>),
    writes(Method::post, "/api/accounts", core::Act::account_add, BodyType::json, add_account),
    writes(Method::put, "/api/accounts/{login}", core::Act::account_change, BodyType::json, change_account),
    writes(Method::put, "/api/accounts/{login}/disabled", core::Act::account_disable, BodyType::json, disable_account),
    writes(Method::post, "/api/accounts/{login}/first-secret", core::Act::account_reset, BodyType::none, reset_account),
    writes(Method::del, "/api/accounts/{login}/lock", core::Act::account_unlock, BodyType::none,
           act_on_account<usecases::unlock_account>),
    writes(Method::del, "/api/accounts/{login}/second-factor", core::Act::factor_reset, BodyType::none,
           act_on_account<usecases::reset_factor>),
};
static_assert(all_have_rows(kAccountRoutes), "a route without a row in the access table");

}  // namespace

std::span<const Route> account_routes() {
  return kAccountRoutes;
}

}  // namespace kaoji::http
