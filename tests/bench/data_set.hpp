#pragma once

#include <cstdint>
#include <string>

#include "core/plan/ledger.hpp"

namespace kaoji::bench {

// The shape of the data set. requests.lua repeats the formulas of plan_of and application_of.
inline constexpr int kBureaus = 28;
inline constexpr int kInstitutions = 1000;
inline constexpr int kCertificates = 450;
inline constexpr int kPlansEach = 100;  ///< of an institution: 25 in each of four years
inline constexpr int kPlansOfYear = 25;
inline constexpr int kFirstYear = 2019;
inline constexpr int kApplicationsEach = 20;
inline constexpr int kNewApplications = 12;  ///< the first of them; the others are decreases
inline constexpr int kLines = 8;
inline constexpr int kDepartments = 4;

/// What the k-th plan (0 to 99) of the i-th institution (0 to 999) is about. Even institutions have plans of odd years,
/// odd ones of even years: eight years in all.
struct PlanShape {
  int certificate = 0;  ///< 0 to 449
  core::Level level{};
  int year = 0;
  std::int64_t headcount = 0;
};
[[nodiscard]] PlanShape plan_of(int institution, int k);

/// The plan that the n-th line (0 to 7) of the j-th application (0 to 19) is about.
[[nodiscard]] int plan_of_line(int application, int line);

[[nodiscard]] std::string institution_code(int institution);
[[nodiscard]] std::string certificate_name(int certificate);

}  // namespace kaoji::bench
