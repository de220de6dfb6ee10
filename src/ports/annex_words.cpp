#include "ports/annex_words.hpp"

#include <array>

namespace kaoji::ports {

namespace {

using Field = AnnexField;

constexpr std::array kNewColumns{
    AnnexColumn{Field::serial, "序号"},    AnnexColumn{Field::certificate, "新开展的证书名称"},
    AnnexColumn{Field::level, "证书级别"}, AnnexColumn{Field::headcount, "申报考核计划人数"},
    AnnexColumn{Field::serial, "序号"},    AnnexColumn{Field::certificate, "已开展的证书名称"},
    AnnexColumn{Field::level, "证书级别"}, AnnexColumn{Field::headcount, "申报考核计划人数"},
};
constexpr std::array kIncreaseColumns{
    AnnexColumn{Field::serial, "序号"},
    AnnexColumn{Field::certificate, "申报调增证书名称"},
    AnnexColumn{Field::level, "证书级别"},
    AnnexColumn{Field::before, "调增前考核计划人数"},
    AnnexColumn{Field::headcount, "计划净增加人数"},
    AnnexColumn{Field::after, "调增后考核计划人数"},
    AnnexColumn{Field::reason, "调增理由"},
};
constexpr std::array kDecreaseColumns{
    AnnexColumn{Field::serial, "序号"},
    AnnexColumn{Field::certificate, "申报调减证书名称"},
    AnnexColumn{Field::level, "证书级别"},
    AnnexColumn{Field::before, "调减前考核计划人数"},
    AnnexColumn{Field::headcount, "计划净减少人数"},
    AnnexColumn{Field::after, "调减后考核计划人数"},
    AnnexColumn{Field::reason, "调减理由"},
};

constexpr AnnexWords kNew{"附件 1", "新增申报汇总表", kNewColumns, 8, true};
constexpr AnnexWords kIncrease{"附件 2", "调增申报汇总表", kIncreaseColumns, 8, true};
constexpr AnnexWords kDecrease{"附件 3", "调减申报汇总表", kDecreaseColumns, 9, false};

}  // namespace

const AnnexWords& annex_words(FormKind kind) {
  switch (kind) {
    case FormKind::increase:
      return kIncrease;
    case FormKind::decrease:
      return kDecrease;
    case FormKind::new_plans:
      break;
  }
  return kNew;
}

}  // namespace kaoji::ports
