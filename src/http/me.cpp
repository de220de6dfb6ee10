#include "http/me.hpp"

#include "http/dependencies.hpp"
#include "http/shared_schemas.hpp"

namespace kaoji::http {

namespace {

std::string_view office_of(core::Role role) {
  switch (role) {
    case core::Role::department_reviewer:
      return "department";
    case core::Role::office:
      return "office";
    case core::Role::auditor:
      return "auditor";
    case core::Role::security_administrator:
      return "security";
    default:
      return "system";
  }
}

void write_account(JsonWriter& json, ports::Transaction& tx, const ports::Account& account) {
  Directory directory(tx);
  json.begin_object()
      .member("id", account.id)
      .member("login", account.login)
      .member("name", account.display_name)
      .member("role", core::to_text(account.role))
      .member("actor", actor_of(account));
  json.key("institution");
  const core::Institution* const institution =
      account.institution.some() ? directory.institution(account.institution) : nullptr;
  if (institution != nullptr) {
    write_institution_ref(json, directory, *institution);
  } else {
    json.null();
  }
  json.key("bureau");
  write_bureau_ref(json, directory, account.bureau);
  json.end_object();
}

}  // namespace

std::string_view actor_of(const ports::Account& account) {
  switch (account.role) {
    case core::Role::institution_clerk:
      return account.institution_code;
    case core::Role::bureau_reviewer:
      return account.bureau;
    default:
      return office_of(account.role);
  }
}

std::string belonging_of(ports::Transaction& tx, const ports::Account& account) {
  Directory directory(tx);
  switch (account.role) {
    case core::Role::institution_clerk: {
      const auto* const institution = directory.institution(account.institution);
      return institution == nullptr ? account.institution_code : institution->name;
    }
    case core::Role::bureau_reviewer:
      return std::string(directory.bureau_name(account.bureau));
    case core::Role::department_reviewer:
      return "省教育厅";
    case core::Role::office:
      return "省推进办";
    case core::Role::auditor:
      return "审计";
    case core::Role::system_administrator:
      return "系统管理";
    case core::Role::security_administrator:
      return "安全管理";
  }
  return {};
}

std::string me_text(ports::Transaction& tx, const Visit& visit, const ports::Account& account,
                    std::string_view csrf_token, const Dependencies& dependencies) {
  const bool expired = usecases::password_expired(account, dependencies.sign_in_rules, visit.context.now);
  JsonWriter json(visit.zone(), 2048);
  json.begin_object().key("account");
  write_account(json, tx, account);
  json.member("csrf_token", csrf_token);
  json.key("acts").begin_array();
  for (const core::Act act : core::acts_of(account.role)) json.value(core::to_text(act));
  json.end_array()
      .member("sandbox", dependencies.sandbox != nullptr)
      .member("must_change_password", account.must_change_password || expired)
      .member("password_expired", expired)
      .member("second_factor", account.has_factor)
      .member("server_time", visit.context.now)
      .end_object();
  return json.take();
}

}  // namespace kaoji::http
