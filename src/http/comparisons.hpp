#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>

#include "usecases/compare_reconciliation.hpp"

namespace kaoji::http {

/// How far a comparison has come; `all` is 0 while that is not known.
struct ComparisonState {
  usecases::ComparisonPhase phase = usecases::ComparisonPhase::reading;
  std::int64_t done = 0;
  std::int64_t all = 0;
};

/// `reading`, `comparing`, `writing`.
[[nodiscard]] std::string_view to_text(usecases::ComparisonPhase phase);

/// The one comparison with the platform's export that is under way: a second one waits its turn, for each takes a
/// thread and the writer's time. Safe from any thread. Nothing of it outlives the program.
class Comparisons {
 public:
  /// The comparison under way; its end makes room for the next.
  class Turn {
   public:
    explicit Turn(Comparisons& board) : board_(board) {}
    ~Turn() { end(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

    void show(const ComparisonState& state);
    /// Call it before the answer is given, so that whoever asks again finds room.
    void end();

   private:
    Comparisons& board_;
    bool ended_ = false;
  };

  /// Nothing while another one is under way.
  [[nodiscard]] std::shared_ptr<Turn> begin(std::int64_t reconciliation);
  /// Of that upload's comparison; nothing when it is not under way.
  [[nodiscard]] std::optional<ComparisonState> find(std::int64_t reconciliation);

 private:
  std::mutex mutex_;
  std::int64_t under_way_ = 0;  ///< 0: none
  ComparisonState state_;
};

}  // namespace kaoji::http
