#include "http/policy_shelf.hpp"

#include <utility>

namespace kaoji::http {

PolicyShelf::PolicyShelf(Files files) {
  begin_anew(std::move(files));
}

std::shared_ptr<const core::PolicyBook> PolicyShelf::current() const {
  const auto shelved = shelved_.load();
  return {shelved, &shelved->book};
}

std::shared_ptr<const PolicyShelf::Files> PolicyShelf::files() const {
  return shelved_.load()->files;
}

void PolicyShelf::replace_files(Files files) {
  const std::lock_guard lock(changing_);
  put(std::make_shared<const Files>(std::move(files)), shelved_.load()->uploaded);
}

void PolicyShelf::take_uploaded(ports::Store& store, const ports::PolicyReader& reader) {
  const std::lock_guard lock(changing_);
  std::vector<core::Policy> uploaded;
  store.read([&](ports::Transaction& tx) { uploaded = usecases::uploaded_policies(tx, reader); });
  put(shelved_.load()->files, std::move(uploaded));
}

void PolicyShelf::begin_anew(Files files) {
  const std::lock_guard lock(changing_);
  put(std::make_shared<const Files>(std::move(files)), {});
}

void PolicyShelf::put(std::shared_ptr<const Files> files, std::vector<core::Policy> uploaded) {
  std::vector<core::Policy> all = uploaded;
  for (const ports::NoticeFile& notice : *files) all.push_back(notice.policy);
  shelved_.store(std::make_shared<const Shelved>(
      Shelved{core::PolicyBook(std::move(all)), std::move(files), std::move(uploaded)}));
}

}  // namespace kaoji::http
