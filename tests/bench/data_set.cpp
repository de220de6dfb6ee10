#include "bench/data_set.hpp"

#include <fmt/format.h>

namespace kaoji::bench {

PlanShape plan_of(int institution, int k) {
  constexpr core::Level kLevels[] = {core::Level::junior, core::Level::intermediate, core::Level::senior};
  const int slot = k % kPlansOfYear;
  PlanShape shape;
  shape.certificate = (institution * 17 + slot) % kCertificates;
  shape.level = kLevels[slot % 3];
  shape.year = kFirstYear + institution % 2 + 2 * (k / kPlansOfYear);
  shape.headcount = 100 + (institution + k) % 50;
  return shape;
}

int plan_of_line(int application, int line) {
  return (application % kNewApplications) * kLines + line;
}

std::string institution_code(int institution) {
  return fmt::format("{}", 10000 + institution);
}

std::string certificate_name(int certificate) {
  return fmt::format("演示证书{:03}", certificate);
}

}  // namespace kaoji::bench
