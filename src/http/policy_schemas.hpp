#pragma once

#include <vector>

#include "core/policy/policy_book.hpp"
#include "http/shared_schemas.hpp"
#include "usecases/put_policy_in_force.hpp"
#include "usecases/try_policy.hpp"

namespace kaoji::http {

/// Schema DaySpan.
void write_span(JsonWriter& json, const core::DayWindow& window);
/// Schema Calendar: a year under these notices. The book must not be empty.
void write_calendar(JsonWriter& json, const core::PolicyBook& book, int year);
/// An array of schema PolicyWords.
void write_words(JsonWriter& json, const std::vector<core::PolicyWords>& words);
/// Schema PolicyFile.
void write_policy_file(JsonWriter& json, const usecases::PolicyView& view);
/// Schema PolicyDocument: the file with its text and what it says of a year.
void write_policy_document(JsonWriter& json, const usecases::PolicyView& view, int year);
/// An array of schema PolicyFault.
void write_faults(JsonWriter& json, const std::vector<ports::PolicyFault>& faults);
/// Schema PolicyComparison.
void write_comparison(JsonWriter& json, const usecases::PolicyView& left, const usecases::PolicyView& right, int year);
/// Schema PolicyForce.
void write_policy_force(JsonWriter& json, const usecases::PutInForce& change, bool dry_run);
/// Schema PolicyTrial.
void write_trial(JsonWriter& json, Directory& directory, const usecases::PolicyTrial& trial, const core::Policy& policy,
                 const core::PolicyBook& book);

}  // namespace kaoji::http
