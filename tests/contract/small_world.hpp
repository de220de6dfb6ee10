#pragma once

#include <string>
#include <string_view>

#include "ports/store.hpp"

namespace kaoji::contract {

/// The first of June 2026, noon in China, and the milliseconds after it.
[[nodiscard]] base::Instant noon(std::int64_t milliseconds = 0);
[[nodiscard]] base::Date day(int year, unsigned month, unsigned day);

/// A county school (10001 of bureau 410100), a college (20001), a certificate with three levels and one with two.
struct SmallWorld {
  core::InstitutionId school;
  core::InstitutionId college;
  core::CertificateId web;
  core::CertificateId care;
};

[[nodiscard]] SmallWorld found(ports::Transaction& tx);

/// A `declared` entry on that plan, on 12 March of `year`.
[[nodiscard]] core::LedgerEntry declared(core::PlanId plan, std::int64_t headcount, int year = 2026);
/// An entry of any other kind on a day.
[[nodiscard]] core::LedgerEntry entry(core::PlanId plan, core::EntryKind kind, std::int64_t headcount, base::Date on);

/// The plan of that key with `headcount` persons declared.
core::Plan declare(ports::Transaction& tx, const core::PlanKey& key, std::int64_t headcount);

/// A draft of an institution with one line for each plan, each of `headcount`.
[[nodiscard]] core::Application draft(core::InstitutionId institution, core::ApplicationKind kind,
                                      const std::vector<core::Plan>& plans, std::int64_t headcount);
/// Stores a draft as submitted.
core::Application submit(ports::Transaction& tx, core::Application application, const core::RoundRef& round);

[[nodiscard]] core::RoundRef spring();

/// The audit row with that number, chained to the row before by made-up digests.
[[nodiscard]] ports::AuditRow audit_row(std::int64_t seq);

}  // namespace kaoji::contract
