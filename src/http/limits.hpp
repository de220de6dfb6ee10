#pragma once

#include <chrono>
#include <cstddef>

namespace kaoji::http {

/// What a request may cost before anyone looks at it. Beyond: 413, 414, 431, or the connection is cut.
inline constexpr std::size_t kHeadBytes = std::size_t{16} * 1024;
inline constexpr std::size_t kHeaderFields = 100;
inline constexpr std::size_t kTargetBytes = std::size_t{8} * 1024;
inline constexpr std::size_t kJsonBytes = std::size_t{1024} * 1024;
inline constexpr std::size_t kScanBytes = std::size_t{20} * 1024 * 1024;
inline constexpr std::size_t kBookBytes = std::size_t{5} * 1024 * 1024;
inline constexpr std::size_t kJsonDepth = 32;
/// No object of the contract has as many names; more of them are refused before they are compared with one another.
inline constexpr std::size_t kJsonNames = 64;

/// From the first byte of a request to the end of its headers.
inline constexpr std::chrono::seconds kHeadTime{10};
/// A body must arrive at this pace at least, in each span of `kHeadTime`.
inline constexpr std::size_t kBodyBytesPerSecond = 1024;
/// From the answer to a request that is refused unread to the end of its connection, while the rest is thrown away.
inline constexpr std::chrono::seconds kLingerTime{5};
/// A kept connection without a request.
inline constexpr std::chrono::seconds kIdleConnection{75};
/// A piece of an answer that the other side does not take.
inline constexpr std::chrono::seconds kWriteTime{60};
/// From the stop signal to the end of the last request.
inline constexpr std::chrono::seconds kDrainTime{30};
inline constexpr std::size_t kConnections = 2048;
/// An export leaves in pieces of this size.
inline constexpr std::size_t kCsvPiece = std::size_t{64} * 1024;

/// Requests that wait for a worker; beyond, 503 busy.
inline constexpr std::size_t kWaitingQuestions = 1024;
inline constexpr std::size_t kWaitingSlowWork = 64;
inline constexpr std::size_t kWaitingScans = 16;

}  // namespace kaoji::http
