#pragma once

#include "http/asked.hpp"
#include "http/shared_schemas.hpp"

namespace kaoji::http {

/// Schema Admission.
void write_admission(JsonWriter& json, ports::Transaction& tx, Directory& directory, const ports::Admission& admission);
/// Schema Waiver.
void write_waiver(JsonWriter& json, ports::Transaction& tx, Directory& directory, const core::PolicyBook& book,
                  const ports::Waiver& waiver);
/// Schema Extension.
void write_extension(JsonWriter& json, Directory& directory, const core::PolicyBook& book,
                     const ports::GrantedExtension& granted);
/// Schema Closure.
void write_closure(JsonWriter& json, Directory& directory, const ports::Closure& closure);
/// Schema Platform.
void write_platform(JsonWriter& json, Directory& directory, const ports::PlatformState& state);
/// Schema Hold; `row` is its plan.
void write_hold(JsonWriter& json, Directory& directory, const ports::Hold& hold, const ports::PlanRow& row);

}  // namespace kaoji::http
