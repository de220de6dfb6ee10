#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "ports/forms.hpp"

namespace kaoji::ports {

/// What a column of an annex holds.
enum class AnnexField { serial, certificate, level, before, headcount, after, reason };

struct AnnexColumn {
  AnnexField field{};
  std::string_view head;
};

/// The notice's words on an annex, and how many rows it prints. Annex 1 has two blocks side by side, each from its
/// serial column on. Whoever prints, makes or reads one goes by these.
struct AnnexWords {
  std::string_view mark;
  std::string_view title;
  std::span<const AnnexColumn> columns;
  std::size_t printed_rows = 0;
  bool has_period = false;  ///< annex 3 says nothing of the time of use
};

[[nodiscard]] const AnnexWords& annex_words(FormKind kind);

inline constexpr std::string_view kAnnexInstitution = "院校名称：";
inline constexpr std::string_view kAnnexSeal = "（加盖院校公章）";
inline constexpr std::string_view kAnnexDate = "申报日期：";
inline constexpr std::string_view kAnnexPeriod = "计划使用时间（计划使用截止时间为申报当年12月31日）：";
inline constexpr std::string_view kAnnexLeader = "院校主管1+X证书制度工作校领导（签字）：";
inline constexpr std::string_view kAnnexDepartment = "院校1+X证书制度工作主管部门负责人（签字）：";
inline constexpr std::string_view kAnnexContact = "院校1+X证书制度工作联系人姓名及联系电话：";
inline constexpr std::string_view kAnnexBlankBelow = "（以下空白）";

}  // namespace kaoji::ports
