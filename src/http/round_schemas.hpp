#pragma once

#include "http/shared_schemas.hpp"
#include "usecases/reminders.hpp"

namespace kaoji::http {

/// Schema ReminderMark, or null: the reminder that someone had.
void write_reminder_mark(JsonWriter& json, Directory& directory, const std::optional<ports::Notice>& reminder);
/// Schema ProgressItem.
void write_progress_item(JsonWriter& json, Directory& directory, const usecases::Context& context,
                         const usecases::InstitutionProgress& one);
/// Schema ProgressBureau.
void write_progress_bureau(JsonWriter& json, Directory& directory, const usecases::Context& context,
                           const usecases::BureauProgress& one);
/// Schema RemindersOutcome.
[[nodiscard]] std::string reminders_text(JsonWriter json, Directory& directory, const core::Round& round,
                                         const usecases::Reminded& reminded, bool dry_run);
/// Schema Notice.
void write_notice(JsonWriter& json, ports::Transaction& tx, Directory& directory, const core::PolicyBook& book,
                  const ports::Notice& notice);

}  // namespace kaoji::http
