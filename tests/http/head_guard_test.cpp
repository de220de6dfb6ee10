#include "http/head_guard.hpp"

#include <gtest/gtest.h>

#include "http/limits.hpp"
#include "http/refused_head.hpp"

namespace kaoji::http {
namespace {

using Verdict = HeadGuard::Verdict;

/// The verdict when the bytes come in pieces of that size.
Verdict verdict_of(std::string_view bytes, std::size_t piece) {
  HeadGuard guard;
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    const auto verdict = guard.saw(bytes.substr(at, piece), [] { return base::Instant{}; });
    if (verdict != Verdict::fine) return verdict;
  }
  return Verdict::fine;
}

Verdict verdict_of(std::string_view bytes) {
  const Verdict whole = verdict_of(bytes, bytes.size());
  EXPECT_EQ(whole == Verdict::fine, verdict_of(bytes, 1) == Verdict::fine) << bytes.substr(0, 100);
  return whole;
}

TEST(HeadGuard, LetsRequestsPassOneBehindTheOther) {
  EXPECT_EQ(
      verdict_of("GET /a HTTP/1.1\r\nHost: x\r\n\r\nPOST /b HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}"
                 "POST /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\nGET /d HTTP/1.1\r\n\r\n"),
      Verdict::fine);
}

TEST(HeadGuard, RefusesWhateverTheParserWouldCloseFor) {
  for (const std::string_view head :
       {"GET /a HTTP/1.1\r\nBad Name: x\r\n\r\n", "GET /a HTTP/1.1\r\nNo colon\r\n\r\n", "GOT /a HTTP/1.1\r\n\r\n",
        "GET a HTTP/1.1\r\n\r\n", "GET /a HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "GET /a HTTP/1.1\r\nContent-Length: 1x\r\n\r\n",
        "GET /a HTTP/1.1\r\nX: a\x01"
        "b\r\n\r\n",
        "GET /a HTTP/1.1\nHost: x\r\n\r\n", "GET /a HTTP/1.1\n\n", "\r\nGET /a HTTP/1.1\r\n\r\n",
        "POST /a HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n",
        "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"}) {
    EXPECT_EQ(verdict_of(head), Verdict::malformed) << head;
  }
}

TEST(HeadGuard, SpeaksHttpAlone) {
  EXPECT_EQ(verdict_of("GET /a HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"), Verdict::upgrade);
  EXPECT_EQ(verdict_of("CONNECT a:1 HTTP/1.1\r\n\r\n"), Verdict::upgrade);
}

TEST(HeadGuard, KnowsItsLimitsBeforeTheHeadIsWhole) {
  EXPECT_EQ(verdict_of("GET /" + std::string(kTargetBytes + 100, 'x')), Verdict::target_too_long);
  std::string fields = "GET /a HTTP/1.1\r\n";
  for (std::size_t i = 0; i <= kHeaderFields; ++i) fields += "X: 1\r\n";
  EXPECT_EQ(verdict_of(fields), Verdict::head_too_large);
  EXPECT_EQ(verdict_of("GET /a HTTP/1.1\r\nX: " + std::string(kHeadBytes, 'x')), Verdict::head_too_large);
}

TEST(HeadGuard, CountsWhatSmallChunksCost) {
  std::string chunks = "POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (std::size_t i = 0; i < kScanBytes / 64; ++i) chunks += "1\r\nx\r\n";
  EXPECT_EQ(verdict_of(chunks, chunks.size()), Verdict::body_too_large);
}

TEST(HeadGuard, EveryRefusalIsAWholeAnswerInBothLanguages) {
  for (const Verdict verdict :
       {Verdict::head_too_large, Verdict::target_too_long, Verdict::body_too_large, Verdict::ambiguous_length,
        Verdict::upgrade, Verdict::malformed, Verdict::incomplete, Verdict::late, Verdict::no_room}) {
    const std::string answer = refused_head(verdict);
    EXPECT_TRUE(answer.starts_with(verdict == Verdict::no_room ? "HTTP/1.1 503 " : "HTTP/1.1 4")) << answer;
    EXPECT_EQ(answer.find("Retry-After: ") != std::string::npos, verdict == Verdict::no_room) << answer;
    EXPECT_NE(answer.find("\"code\":\""), std::string::npos);
    EXPECT_EQ(answer.find("\"detail_zh\":\"\""), std::string::npos);
    EXPECT_EQ(answer.find("\"detail_en\":\"\""), std::string::npos);
  }
}

}  // namespace
}  // namespace kaoji::http
