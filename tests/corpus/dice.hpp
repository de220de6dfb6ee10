#pragma once

#include <cstdint>
#include <random>

namespace kaoji::corpus {

/// Chance from a seed: the same seed gives the same scan.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}

  /// A number between the two.
  double between(double least, double most) { return std::uniform_real_distribution<double>(least, most)(engine_); }
  /// A whole number from 0 to sides - 1.
  int roll(int sides) { return std::uniform_int_distribution<int>(0, sides - 1)(engine_); }
  /// True in this share of throws.
  bool happens(double share) { return between(0, 1) < share; }

 private:
  std::mt19937 engine_;
};

}  // namespace kaoji::corpus
