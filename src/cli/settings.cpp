#include "cli/settings.hpp"

#include <fmt/format.h>

#include <array>
#include <functional>

#include "adapters/policy_toml/table_reader.hpp"

namespace kaoji::cli {

namespace {

using policy_toml::TableReader;

/// Reads one table of the file, when it is there, and reports what is unknown in it.
void read_table(TableReader& top, const char* name, policy_toml::PolicyErrors& errors,
                const std::function<void(TableReader&)>& read) {
  const policy_toml::TomlValue* value = top.optional(name);
  if (value == nullptr) return;
  if (value->kind != policy_toml::TomlValue::Kind::table) {
    top.fail(value->place, fmt::format("{} 须写作 [{}]。", name, name),
             fmt::format("{} must be a table [{}].", name, name));
    return;
  }
  TableReader reader(*value, fmt::format("[{}]", name), errors);
  read(reader);
  reader.done();
}

void set_count(TableReader& reader, const char* key, int most, std::size_t& count) {
  if (const auto read = reader.whole(key, 1, most)) count = static_cast<std::size_t>(*read);
}

void read_database(TableReader& reader, Settings::Database& database) {
  // The one text that may be empty: it then means the file in the data folder.
  if (const auto* url = reader.optional("url"); url != nullptr && !url->text.empty()) database.url = reader.text("url");
  set_count(reader, "readers", 64, database.readers);
  set_count(reader, "writers", 64, database.writers);
  set_count(reader, "queue_limit", 100'000, database.queue_limit);
  set_count(reader, "batch_limit", 10'000, database.batch_limit);
}

void read_server(TableReader& reader, Settings::Server& server) {
  server.address = reader.text_or("address", server.address);
  if (const auto port = reader.whole("port", 0, 65535)) server.port = static_cast<unsigned short>(*port);
  // May be empty: then nobody's forwarded header is believed.
  if (const auto* gateway = reader.optional("gateway"); gateway != nullptr && !gateway->text.empty())
    server.gateway = reader.text("gateway");
  server.over_tls = reader.boolean_or("over_tls", server.over_tls);
  // One scan of the largest size must fit.
  if (const auto bodies = reader.whole("bodies_mib", 21, 65'536)) server.bodies_mib = static_cast<std::size_t>(*bodies);
}

void read_sign_in(TableReader& reader, Settings::SignIn& sign_in) {
  const std::string profile = reader.text_or("password_profile", std::string(usecases::to_text(sign_in.rules.profile)));
  if (const auto known = usecases::parse_password_profile(profile)) {
    sign_in.rules.profile = *known;
  } else {
    reader.fail_at("password_profile", "password_profile 须为 nist 或 djbh。",
                   "password_profile must be nist or djbh.");
  }
  const std::string clerks = reader.text_or("clerks_second_factor", "optional");
  if (clerks != "optional" && clerks != "required") {
    reader.fail_at("clerks_second_factor", "clerks_second_factor 须为 optional 或 required。",
                   "clerks_second_factor must be optional or required.");
  }
  sign_in.rules.clerks_need_factor = clerks == "required";
  set_count(reader, "failures_per_address", 1'000'000, sign_in.failures_per_address);
  set_count(reader, "fresh_seconds", 3600, sign_in.fresh_seconds);
}

void read_log(TableReader& reader, Settings::Log& log) {
  log.level = reader.text_or("level", log.level);
  for (const char* level : {"debug", "info", "warn", "error"}) {
    if (log.level == level) return;
  }
  reader.fail_at("level", "level 须为 debug、info、warn 或 error。", "level must be debug, info, warn or error.");
}

}  // namespace

base::Result<Settings, policy_toml::PolicyErrors> read_settings(std::string_view toml_text) {
  auto parsed = policy_toml::parse_toml(toml_text);
  if (!parsed) return parsed.error();
  policy_toml::PolicyErrors errors;
  Settings settings;
  TableReader top(*parsed, "", errors);
  read_table(top, "database", errors, [&](TableReader& reader) { read_database(reader, settings.database); });
  read_table(top, "server", errors, [&](TableReader& reader) { read_server(reader, settings.server); });
  read_table(top, "passwords", errors,
             [&](TableReader& reader) { set_count(reader, "at_a_time", 64, settings.passwords.at_a_time); });
  read_table(top, "sign_in", errors, [&](TableReader& reader) { read_sign_in(reader, settings.sign_in); });
  read_table(top, "files", errors, [&](TableReader& reader) {
    if (const auto mib = reader.whole("reserve_mib", 1, 1'000'000)) {
      settings.files.reserve_mib = static_cast<std::uint64_t>(*mib);
    }
  });
  read_table(top, "scans", errors, [&](TableReader& reader) {
    set_count(reader, "at_a_time", 64, settings.scans.at_a_time);
    if (const auto mib = reader.whole("quota_mib", 1, 1'000'000))
      settings.scans.quota_mib = static_cast<std::uint64_t>(*mib);
  });
  read_table(top, "forms", errors,
             [&](TableReader& reader) { set_count(reader, "at_a_time", 64, settings.forms.at_a_time); });
  read_table(top, "audit", errors, [&](TableReader& reader) {
    // May be empty: then they lie in the data folder.
    if (const auto* folder = reader.optional("heads_folder"); folder != nullptr && !folder->text.empty())
      settings.audit.heads_folder = reader.text("heads_folder");
  });
  read_table(top, "log", errors, [&](TableReader& reader) { read_log(reader, settings.log); });
  top.done();
  if (!errors.empty()) return errors;
  return settings;
}

}  // namespace kaoji::cli
