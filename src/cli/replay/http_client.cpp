#include "cli/replay/http_client.hpp"

#include <curl/curl.h>
#include <fmt/format.h>

#include "cli/failure.hpp"

namespace kaoji::cli::replay {

namespace {

constexpr long kSeconds = 60;

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* into) {
  static_cast<std::string*>(into)->append(bytes, size * count);
  return size * count;
}

struct HeaderList {
  curl_slist* list = nullptr;

  HeaderList() = default;
  HeaderList(const HeaderList&) = delete;
  HeaderList& operator=(const HeaderList&) = delete;
  ~HeaderList() { curl_slist_free_all(list); }
  void add(const std::string& line) { list = curl_slist_append(list, line.c_str()); }
};

}  // namespace

struct HttpClient::Handle {
  CURL* curl = curl_easy_init();

  Handle() = default;
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() { curl_easy_cleanup(curl); }
};

HttpClient::HttpClient(std::string base_url) : handle_(std::make_unique<Handle>()), base_url_(std::move(base_url)) {
  while (base_url_.ends_with('/')) base_url_.pop_back();
  curl_easy_setopt(handle_->curl, CURLOPT_COOKIEFILE, "");
  curl_easy_setopt(handle_->curl, CURLOPT_TIMEOUT, kSeconds);
  curl_easy_setopt(handle_->curl, CURLOPT_WRITEFUNCTION, take);
}

HttpClient::~HttpClient() = default;

HttpAnswer HttpClient::send(const std::string& method, const std::string& path, std::string_view content_type,
                            const std::string& body, const std::vector<std::string>& headers) {
  CURL* curl = handle_->curl;
  HeaderList lines;
  lines.add("Expect:");
  // A line without a value takes away what curl would say of an empty body by itself.
  lines.add(content_type.empty() ? "Content-Type:" : fmt::format("Content-Type: {}", content_type));
  for (const std::string& header : headers) lines.add(header);
  const std::string url = base_url_ + path;
  HttpAnswer answer;
  curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPGET, 1L);
  if (method != "GET") {
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
    curl_easy_setopt(curl, CURLOPT_COPYPOSTFIELDS, body.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, method.c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, lines.list);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer.body);
  const CURLcode done = curl_easy_perform(curl);
  if (done != CURLE_OK)
    throw CommandFailed(fmt::format("服务无法访问 cannot reach {}: {}", url, curl_easy_strerror(done)));
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer.status);
  return answer;
}

void HttpClient::forget_cookies() {
  curl_easy_setopt(handle_->curl, CURLOPT_COOKIELIST, "ALL");
}

std::string HttpClient::encoded(std::string_view text) const {
  char* escaped = curl_easy_escape(handle_->curl, text.data(), static_cast<int>(text.size()));
  std::string result(escaped);
  curl_free(escaped);
  return result;
}

}  // namespace kaoji::cli::replay
