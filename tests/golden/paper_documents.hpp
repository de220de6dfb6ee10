#pragma once

#include <cstddef>

#include "ports/papers.hpp"

namespace kaoji::golden {

/// Made-up papers with this many rows, names short and long. The same arguments give the same paper.
ports::RoundPackage sample_package(std::size_t applications);
ports::WorkPlan sample_work_plan(std::size_t rows, bool of_several);
ports::ExitLetter sample_letter(std::size_t plans);
ports::SubmissionReceipt sample_receipt(ports::FormKind kind, std::size_t lines);
/// Of a province with that many institutions, of a bureau with two or of one institution; frozen from 1 on.
ports::RatesReport sample_report(std::size_t institutions, std::int64_t edition);

}  // namespace kaoji::golden
