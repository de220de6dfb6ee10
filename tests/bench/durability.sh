# shellcheck shell=bash
# The case durability: what it costs that an answer is on the disk (synchronous = FULL): submissions a second when one
# commit makes up to 128 of them durable, and when each has a commit of its own. Sourced by tests/bench/run; wants
# server.sh and requests.sh.

# submissions BATCH_LIMIT: one run of case C on a fresh copy of the data set; sets `rate`, p50 and p99.
submissions() {
  rm -rf "$work/durable"
  mkdir "$work/durable"
  cp -r "$work/data/." "$work/durable"
  printf '[database]\nbatch_limit = %s\n' "$1" >"$work/durable/kaoji.toml"
  start_server "$work/durable" 2026-03-12T10:00:00+08:00
  mapfile -t schools < <(seq 10000 10999)
  sign_in "$work/clerks" "${schools[@]}"
  load C "$work/clerks"
  stop_server
}

measure_durability() {
  local schools limit
  make_data_set
  echo "durability: submissions of 8 lines a second, on the disk before they are answered"
  # In turns, so that what else the machine does meets both.
  for limit in 128 1 128 1; do
    submissions "$limit"
    printf '  at most %3s in a commit: %s/s, p50 %s ms, p99 %s ms\n' "$limit" "$rate" "$p50" "$p99"
  done
  bare C "$work/bare.db"
  echo "  bare, one commit each: $bare_rate/s"
}
