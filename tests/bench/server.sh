# shellcheck shell=bash
# The served side of the benchmark: a sandbox on a data folder, who is signed in, requests and how long they took.
# Sourced by tests/bench/run, which sets BENCH, build, programs, work and seconds.

server=""
resident=0

stop_server() {
  if [ -z "$server" ]; then return; fi
  kill "$server" 2>/dev/null || true
  wait "$server" || true
  server=""
}

milliseconds() { echo $(($(date +%s%N) / 1000000)); }

# start_server DATA NOW: serves that folder with a clock that stands still; sets `server`, `url` and `first_answer`, the
# milliseconds until it answered.
start_server() {
  stop_server
  rm -f "$work/said"
  mkfifo "$work/said"
  local begun_ns
  begun_ns=$(date +%s%N)
  "$build/kaoji" serve --sandbox --data "$1" --port 0 >"$work/said" 2>"$work/server.log" &
  server=$!
  read -r url <"$work/said"
  curl -sf "$url/livez" >/dev/null
  first_answer=$((($(date +%s%N) - begun_ns) / 1000000))
  set_clock "$2"
}

set_clock() {
  curl -sf -X PUT -H 'Content-Type: application/json' -d "{\"now\":\"$1\",\"running\":false}" \
    "$url/api/sandbox/clock" >/dev/null
}

# sign_in FILE ACCOUNT…: lines of account, cookie and token, one connection for all.
sign_in() {
  local file=$1 account
  shift
  for account in "$@"; do
    cat <<CURL
next
url = "$url/api/sandbox/session"
header = "Content-Type: application/json"
data = "{\\"account\\":\\"$account\\"}"
include
silent
write-out = "\\n@ $account\\n"
CURL
  done >"$work/sign_in.conf"
  curl -K "$work/sign_in.conf" | tr -d '\r' | awk '
    tolower($1) == "set-cookie:" { cookie = $2; sub(/^kaoji=/, "", cookie); sub(/;.*/, "", cookie) }
    match($0, /"csrf_token":"[^"]*"/) { csrf = substr($0, RSTART + 14, RLENGTH - 15) }
    $1 == "@" { print $2, cookie, csrf }' >"$file"
}

# act_as ACCOUNT: sets `cookie` and `csrf` for get and post.
act_as() {
  sign_in "$work/one" "$1"
  read -r _ cookie csrf <"$work/one"
}

# get FILE PATH…: the answer of the last PATH to FILE; prints the seconds of each.
get() {
  local file=$1 path arguments=()
  shift
  for path in "$@"; do arguments+=(-o "$file" "$url$path"); done
  curl -sf -H "Cookie: kaoji=$cookie" -w '%{time_total}\n' "${arguments[@]}"
}

keys=0

# post FILE PATH TYPE DATA: DATA as curl takes it (@FILE for a file's bytes); prints the seconds.
post() {
  keys=$((keys + 1))
  curl -sf -o "$1" -w '%{time_total}\n' -H "Cookie: kaoji=$cookie" -H "X-Kaoji-CSRF: $csrf" -H "Content-Type: $3" \
    -H "Idempotency-Key: bench-$$-$(date +%s%N)-$keys" --data-binary "$4" "$url$2"
}

# load CASE [SESSIONS [IDS]]: sets `rate`, `refused`, `p50`, `p99` from 64 connections.
load() {
  local out answers took
  out=$(wrk -t1 -c64 -d"${seconds}s" -s "$BENCH/requests.lua" "$url" -- "$@")
  read -r _ answers took refused p50 p99 < <(grep ^RESULT <<<"$out")
  if [ "$refused" != 0 ]; then grep ^REFUSED <<<"$out" >&2 || true; fi
  rate=$(awk "BEGIN { printf \"%.0f\", $answers / $took }")
  note_memory
}

# most_memory: the most that the server held so far, in KiB.
most_memory() { awk '$1 == "VmHWM:" { print $2 }' "/proc/$server/status"; }

note_memory() {
  local now
  now=$(most_memory)
  if [ "$now" -gt "$resident" ]; then resident=$now; fi
}

# server_cpu: seconds of a processor that the server and its children took so far.
server_cpu() {
  awk -v tick="$(getconf CLK_TCK)" '{ sub(/.*\) /, ""); print ($12 + $13 + $14 + $15) / tick }' "/proc/$server/stat"
}

# bare CASE DATABASE [SECONDS]: sets `bare_rate`, `bare_mean`, `bare_best`, `bare_cpu` (seconds, the last of a
# processor) and `bare_memory` (KiB).
bare() {
  local times took
  read -r times took bare_best bare_cpu bare_memory < <("$programs/kaoji_bench_bare" "$1" "$2" "${3:-$seconds}")
  bare_rate=$(awk "BEGIN { printf \"%.1f\", $times / $took }")
  bare_mean=$(awk "BEGIN { print $took / $times }")
}

least() { sort -g | head -n 1; }
