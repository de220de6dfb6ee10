#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "cli/demo_script.hpp"

namespace kaoji::cli {

/// A made-up school of catalogue/demo, whose name says that it is made up.
struct DemoSchool {
  const char* code;
  const char* bureau;  ///< empty: straight to the department
};

inline constexpr std::array<DemoSchool, 10> kDemoSchools{{
    {"D41000001", ""},
    {"D41000002", ""},
    {"D41000003", ""},
    {"D41000004", ""},
    {"D41000005", ""},
    {"D41010001", "410100"},
    {"D41010002", "410100"},
    {"D41020001", "410200"},
    {"D41030001", "410300"},
    {"D41172901", "411729"},
}};

/// Two institutions of the real list, without a plan, for a visitor to declare with: one registered, one not yet.
inline constexpr const char* kRegisteredInstitution = "10843";
inline constexpr const char* kUnregisteredInstitution = "12058";

/// The `k`-th plan of a school in a year: always the same certificate and level for the same numbers.
[[nodiscard]] usecases::PlanName demo_plan(std::size_t school, std::size_t k, int year);
/// A line that declares it, with a headcount made from the same numbers.
[[nodiscard]] usecases::LineInput demo_line(std::size_t school, std::size_t k, int year);

/// 2021 to 2025: rounds, returns, exceptions, assessments, decreases, increases and forced exits.
void play_demo_past(DemoScript& script);
/// From the end of 2025 to the morning on which the sandbox begins: an application in every state, something on every
/// desk.
void play_demo_present(DemoScript& script);

}  // namespace kaoji::cli
