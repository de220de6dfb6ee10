#pragma once

#include <string_view>

#include "core/policy/policy_book.hpp"
#include "ports/crypto.hpp"
#include "ports/files.hpp"
#include "ports/store.hpp"

namespace kaoji::cli {

/// When the sandbox begins: inside a submit window.
inline constexpr std::string_view kSandboxBegins = "2026-03-12T10:00:00+08:00";

/// The setting by which a store says that a sandbox filled it.
inline constexpr std::string_view kSandboxSetting = "sandbox";

/// Fills an empty store with the catalogue of the program, its demo rows, accounts without passwords and years of
/// made-up history; does nothing when that was done before. All of it or nothing: one transaction. Always the same
/// world.
void make_demo_world(ports::Store& store, ports::FileStore& files, const core::PolicyBook& book,
                     const ports::Crypto& crypto);

}  // namespace kaoji::cli
