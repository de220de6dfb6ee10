#pragma once

namespace kaoji::ports {

/// A rectangle on a printed sheet, in points (1/72 inch) from its upper left corner.
struct SheetPlace {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
};

/// Where things stand on a sheet of the notice's annexes: what the printer draws there, the reader of a scan looks for.
/// A4, lying. A change of a place makes sheets that are printed already unreadable in that respect.
inline constexpr double kSheetWidth = 841.89;
inline constexpr double kSheetHeight = 595.28;

/// The page's code, twice on each page, in opposite corners: one may lie under the seal, and both together say how the
/// page is turned, skewed and bent. Without their quiet zones.
inline constexpr SheetPlace kUpperCode{729.89, 28, 70, 70};
inline constexpr SheetPlace kLowerCode{42, 520, 56, 56};

/// The seal of the institution (a circle of about 119 points) has its centre here, on the first page.
inline constexpr SheetPlace kSealPlace{60, 50, 580, 150};

/// On the last page the two signatures are written in here; their lower edges are the printed lines.
inline constexpr SheetPlace kLeaderSignature{280, 430, 122, 34};
inline constexpr SheetPlace kDepartmentSignature{677.89, 430, 122, 34};

}  // namespace kaoji::ports
