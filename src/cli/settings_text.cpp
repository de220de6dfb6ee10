#include <fmt/format.h>

#include <regex>

#include "cli/failure.hpp"
#include "cli/settings.hpp"

namespace kaoji::cli {

namespace {

/// A TOML basic string holds everything but quotes, backslashes and control characters as it stands.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

}  // namespace

std::string settings_text(const std::string& database_url) {
  const Settings settings;
  return fmt::format(
      R"(# 考计（kaoji）的配置。每一项都列出，值为默认值；不认识的项会被拒绝，并指出行号。
# Configuration of kaoji. Every knob is here with its default; an unknown key is refused with its line.

[database]
# 空：数据目录中的 kaoji.db（SQLite）。PostgreSQL：postgresql://用户@主机/库名
# Empty: kaoji.db in this folder (SQLite). PostgreSQL: postgresql://user@host/name
url = {url}
# 读连接数。 Connections for reads.
readers = {readers}
# 写连接数，只用于 PostgreSQL；SQLite 只有一个写者。 Connections for writes, PostgreSQL only.
writers = {writers}
# 最多排队的写请求，超出即答 503 busy。 Writes that may wait; beyond, 503 busy.
queue_limit = {queue_limit}
# SQLite 一次提交最多合并的写请求。 Writes that one SQLite commit makes durable.
batch_limit = {batch_limit}

[server]
# 监听地址；对外服务请放在 TLS 网关之后。 Where to listen; put a TLS gateway in front for others.
address = {address}
port = {port}
# 前面有 TLS 网关：Cookie 仅限 HTTPS。 A gateway ends TLS in front of us: cookies are for HTTPS alone.
over_tls = {over_tls}
# 网关的地址；只信任它写入的 X-Forwarded-For（取最后一个），空为不信任。登录限速和审计按此识别来源。
# The gateway's address; only its X-Forwarded-For is believed (its last entry), empty: nobody's. Sign-in limits and the
# audit trail tell by it where a request comes from.
gateway = {gateway}
# 同时收在内存中的请求内容（上传的扫描件等）合计上限（MiB），超出即答 503 busy；64 KiB 以下的不计。
# Bodies of requests (scans above all) held in memory at once, in MiB; beyond, 503 busy. Those up to 64 KiB do not count.
bodies_mib = {bodies}

[passwords]
# 同时进行的口令运算数，每个占 19 MiB 内存和一个核。 Password hashes at a time, 19 MiB and a core each.
at_a_time = {passwords}

[sign_in]
# 密码规则：nist（只看长度，不过期）或 djbh（等级保护：12 位、三类字符、90 天、不重复最近 5 次）。
# Rules for passwords: nist (length alone, no expiry) or djbh (graded protection: 12 characters, three classes, 90 days,
# none of the last five).
password_profile = {profile}
# 院校经办是否也须用动态码：optional 或 required；其他各方一律须用。
# Do institutions' clerks need a second factor too: optional or required. Everybody else does.
clerks_second_factor = {clerks}
# 同一地址 15 分钟内登录失败的上限。 Failed sign-ins of one address in 15 minutes.
failures_per_address = {failures}
# 办理重大事项前，身份验证在多少秒内有效。 Seconds for which a factor shown counts as fresh for grave acts.
fresh_seconds = {fresh}

[files]
# 磁盘剩余低于此数（MiB）即不再接收扫描件，为审核和审计留余地。
# Free space in MiB below which scans are no longer taken, so that decisions and the audit trail have room.
reserve_mib = {reserve}

[scans]
# 同时检查、识读的扫描件数，每件一个受限子进程。 Scans checked and read at a time, each in a confined process.
at_a_time = {scans}
# 每所院校每年扫描件的合计上限（MiB），换过的也计入。 All scans of an institution in a year, in MiB, replaced ones too.
quota_mib = {quota}

[forms]
# 同时打印的汇总表数，每份一个受限子进程。 Forms printed at a time, each in a confined process.
at_a_time = {forms}

[audit]
# 签名链头写入的目录，最好在另一台机器上；空：数据目录中的 heads。
# Where signed heads of the audit trail go, best on another machine; empty: heads in this folder.
heads_folder = ""

[log]
# debug、info、warn 或 error。 One of these.
level = {level}
)",
      fmt::arg("url", quoted(database_url)), fmt::arg("readers", settings.database.readers),
      fmt::arg("writers", settings.database.writers), fmt::arg("queue_limit", settings.database.queue_limit),
      fmt::arg("batch_limit", settings.database.batch_limit), fmt::arg("address", quoted(settings.server.address)),
      fmt::arg("port", settings.server.port), fmt::arg("over_tls", settings.server.over_tls),
      fmt::arg("gateway", quoted(settings.server.gateway)), fmt::arg("bodies", settings.server.bodies_mib),
      fmt::arg("passwords", settings.passwords.at_a_time),
      fmt::arg("profile", quoted(std::string(usecases::to_text(settings.sign_in.rules.profile)))),
      fmt::arg("clerks", quoted(settings.sign_in.rules.clerks_need_factor ? "required" : "optional")),
      fmt::arg("failures", settings.sign_in.failures_per_address), fmt::arg("fresh", settings.sign_in.fresh_seconds),
      fmt::arg("reserve", settings.files.reserve_mib), fmt::arg("scans", settings.scans.at_a_time),
      fmt::arg("quota", settings.scans.quota_mib), fmt::arg("forms", settings.forms.at_a_time),
      fmt::arg("level", quoted(settings.log.level)));
}

std::string with_database_url(const std::string& toml_text, const std::string& database_url) {
  static const std::regex line("(^|\n)[ \t]*url[ \t]*=[^\n]*");
  std::smatch found;
  std::string text = toml_text;
  if (std::regex_search(toml_text, found, line)) {
    text = found.prefix().str() + found[1].str() + "url = " + quoted(database_url) + found.suffix().str();
  }
  // Read again: another way of writing it, or none at all, must not leave the data with another database.
  const auto read = read_settings(text);
  if (!read || read->database.url != database_url) {
    throw CommandFailed(
        "kaoji.toml 中数据库地址须单独成行，写作 url = \"…\"。 In kaoji.toml the database's address must stand on a "
        "line "
        "of its own: url = \"…\".");
  }
  return text;
}

}  // namespace kaoji::cli
