#include "http/uploads.hpp"

namespace kaoji::http {

std::string_view to_text(UploadState state) {
  switch (state) {
    case UploadState::receiving:
      return "receiving";
    case UploadState::reading:
      return "reading";
    case UploadState::finished:
      return "finished";
  }
  return "finished";
}

void Uploads::Entry::show(const UploadProgress& progress) {
  const std::scoped_lock lock(board_.mutex_);
  const auto mine = board_.under_way_.find(place_);
  if (!ended_ && mine != board_.under_way_.end()) mine->second = progress;
}

void Uploads::Entry::end() {
  const std::scoped_lock lock(board_.mutex_);
  // Once only: the key may be another upload's by now.
  if (!ended_) board_.under_way_.erase(place_);
  ended_ = true;
}

std::shared_ptr<Uploads::Entry> Uploads::begin(core::AccountId account, std::string_view key) {
  std::pair<std::int64_t, std::string> place{account.value, std::string(key)};
  {
    const std::scoped_lock lock(mutex_);
    if (!under_way_.try_emplace(place).second) return nullptr;
  }
  return std::make_shared<Entry>(*this, std::move(place));
}

std::optional<UploadProgress> Uploads::find(core::AccountId account, std::string_view key) {
  const std::scoped_lock lock(mutex_);
  const auto found = under_way_.find({account.value, std::string(key)});
  if (found == under_way_.end()) return std::nullopt;
  return found->second;
}

}  // namespace kaoji::http
