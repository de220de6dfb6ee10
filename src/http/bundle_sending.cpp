#include "http/bundle_sending.hpp"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <utility>

namespace kaoji::http {

namespace {

constexpr std::string_view kZipType = "application/zip";
constexpr std::size_t kBundlePiece = std::size_t{64} * 1024;

/// Thrown out of a writer whose bytes nobody takes any more.
struct Gone {};

/// Sends what it is given in pieces; the answer begins with the first of them.
class PieceSink {
 public:
  PieceSink(const Visit& visit, const FoundBundle& bundle) : visit_(visit), bundle_(bundle) {}

  void take(std::string_view bytes) {
    if (!std::exchange(begun_, true)) begin();
    while (!bytes.empty()) {
      if (!visit_.exchange->piece(std::string(bytes.substr(0, kBundlePiece)))) throw Gone{};
      bytes.remove_prefix(std::min(kBundlePiece, bytes.size()));
    }
  }
  [[nodiscard]] bool begun() const { return begun_; }

 private:
  void begin() {
    Answer head;
    head.content_type = kZipType;
    head.headers.emplace_back("Content-Disposition", attachment(bundle_.file, bundle_.name + ".zip"));
    visit_.exchange->begin_pieces(std::move(head));
  }

  const Visit& visit_;
  const FoundBundle& bundle_;
  bool begun_ = false;
};

void write_to_visitor(const Visit& visit, const FoundBundle& bundle) {
  PieceSink sink(visit, bundle);
  try {
    bundle.write([&sink](std::string_view bytes) { sink.take(bytes); });
    visit.exchange->end_pieces();
  } catch (const Gone&) {
    spdlog::info("{} {}: not taken to its end", visit.request().id, bundle.file);
  } catch (const std::exception& error) {
    if (!sink.begun()) throw;
    spdlog::error("{} {} broke off: {}", visit.request().id, bundle.file, error.what());
  }
}

}  // namespace

void send_bundle(Site& site, const std::shared_ptr<Visit>& visit,
                 std::function<Answer(ports::Transaction&, const Asked&, FoundBundle&)> find) {
  const auto found = std::make_shared<FoundBundle>();
  site.ask_then(
      visit,
      [found, find = std::move(find)](ports::Transaction& tx, const Asked& asked) {
        *found = {};
        found->actor = asked.context.actor;
        return find(tx, asked, *found);
      },
      [&site, visit, found](Answer answer) {
        if (!found->write) return visit->answer(std::move(answer));
        site.dependencies().store.write(
            [visit, found](ports::Transaction& tx) {
              usecases::Context context = visit->context;
              context.actor = found->actor;
              found->note(tx, context);
            },
            [&site, visit, found](const std::exception_ptr& failure) {
              if (failure) return visit->fail(failure);
              site.slowly(visit, [visit, found] { write_to_visitor(*visit, *found); });
            });
      });
}

}  // namespace kaoji::http
