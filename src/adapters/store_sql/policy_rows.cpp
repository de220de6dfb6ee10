#include "adapters/store_sql/policy_rows.hpp"

namespace kaoji::store_sql {

namespace {

constexpr std::string_view kFile =
    "SELECT id, text, digest, version, uploaded_at, actor, in_force_from, put_in_force_at, put_in_force_by "
    "FROM policy_file";
constexpr std::string_view kFileColumns = "tttnnttnt";

void read_file(Query& query, ports::PolicyFile& file) {
  file.id = query.text();
  file.text = query.text();
  file.digest = query.text();
  file.version = query.number();
  file.uploaded_at = query.instant();
  file.actor = query.text();
  file.in_force_from = query.date_or_null();
  file.put_in_force_at = query.instant_or_null();
  file.put_in_force_by = query.text_or_empty();
}

void set_file(Query& query, const ports::PolicyFile& file) {
  query.set("id", file.id)
      .set("text", file.text)
      .set("digest", file.digest)
      .set("version", file.version)
      .set("uploaded_at", file.uploaded_at)
      .set("actor", file.actor)
      .set_or_null("in_force_from", file.in_force_from)
      .set_or_null("put_in_force_at", file.put_in_force_at)
      .set_or_null("put_in_force_by", std::string_view{file.put_in_force_by});
}

}  // namespace

std::vector<ports::PolicyFile> PolicyRows::policy_files() {
  static const std::string text = std::string{kFile} + " ORDER BY id";
  auto query = session_.query({text, kFileColumns});
  std::vector<ports::PolicyFile> files;
  while (query.next()) read_file(query, files.emplace_back());
  return files;
}

std::optional<ports::PolicyFile> PolicyRows::policy_file(std::string_view id) {
  if (session_.locks_rows()) {
    auto lock = session_.query({"SELECT version FROM policy_file WHERE id = :id FOR UPDATE", "n"});
    lock.set("id", id);
    lock.next();
  }
  static const std::string text = std::string{kFile} + " WHERE id = :id";
  auto query = session_.query({text, kFileColumns});
  query.set("id", id);
  if (!query.next()) return std::nullopt;
  ports::PolicyFile file;
  read_file(query, file);
  return file;
}

void PolicyRows::insert(const ports::PolicyFile& file) {
  auto query = session_.query(
      {"INSERT INTO policy_file (id, text, digest, version, uploaded_at, actor, in_force_from, put_in_force_at, "
       "put_in_force_by) VALUES (:id, :text, :digest, :version, :uploaded_at, :actor, :in_force_from, "
       ":put_in_force_at, :put_in_force_by)",
       ""});
  set_file(query, file);
  query.run();
}

void PolicyRows::update(const ports::PolicyFile& file) {
  auto query = session_.query(
      {"UPDATE policy_file SET text = :text, digest = :digest, version = :version, uploaded_at = :uploaded_at, "
       "actor = :actor, in_force_from = :in_force_from, put_in_force_at = :put_in_force_at, "
       "put_in_force_by = :put_in_force_by WHERE id = :id",
       ""});
  set_file(query, file);
  query.run();
}

void PolicyRows::remove_draft(std::string_view id) {
  auto query = session_.query({"DELETE FROM policy_file WHERE id = :id AND in_force_from IS NULL", ""});
  query.set("id", id);
  query.run();
}

}  // namespace kaoji::store_sql
