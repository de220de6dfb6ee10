#include "adapters/store_sql/seals.hpp"

#include <fmt/format.h>

namespace kaoji::store_sql {

namespace {

std::string mark_purpose(std::string_view table) {
  return fmt::format("mark/{}", table);
}

}  // namespace

std::string sealed(const Session& session, std::string_view purpose, std::string_view plain) {
  return plain.empty() ? std::string() : session.sealing().seal(purpose, plain);
}

std::string opened(const Session& session, std::string_view purpose, std::string_view stored) {
  if (stored.empty()) return {};
  auto plain = session.sealing().open(purpose, stored);
  if (!plain) {
    throw ports::StoreUnavailable(fmt::format(
        "封存的内容 {0} 打不开：它被改动过，请运行 kaoji doctor。/ What was sealed as {0} does not open: it was edited "
        "past the program. Run kaoji doctor.",
        purpose));
  }
  return *std::move(plain);
}

std::string application_purpose(std::int64_t application, std::string_view column) {
  return fmt::format("application/{}/{}", application, column);
}

std::string schedule_purpose(std::int64_t plan) {
  return fmt::format("schedule/{}/contact", plan);
}

std::string answer_purpose(std::int64_t account, std::string_view key) {
  return fmt::format("answer/{}/{}", account, key);
}

std::string marked_text(std::initializer_list<std::string_view> fields) {
  std::string text;
  for (const std::string_view field : fields) text += fmt::format("{}:{}", field.size(), field);
  return text;
}

std::string row_mark(const Session& session, std::string_view table, std::string_view text) {
  return session.sealing().mark(mark_purpose(table), text);
}

bool row_mark_holds(const Session& session, std::string_view table, std::string_view text, std::string_view mark) {
  return session.sealing().mark_holds(mark_purpose(table), text, mark);
}

}  // namespace kaoji::store_sql
