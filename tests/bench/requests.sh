# shellcheck shell=bash
# The cases A to F: 100,000 plans, 64 connections. Sourced by tests/bench/run; wants server.sh.

# row CASE WHAT AIM [SESSIONS [IDS]]
row() {
  local case=$1 what=$2 aim=$3
  shift 3
  bare "$case" "$work/bare.db"
  load "$case" "$@"
  printf '%-2s %-34s %9s %9s %7s %8s %8s %8s   %s\n' "$case" "$what" "$rate" "$bare_rate" \
    "$(awk "BEGIN { printf \"%.2f\", $rate / $bare_rate }")" "$p50" "$p99" "$refused" "$aim"
}

make_data_set() {
  local begun
  begun=$(milliseconds)
  rm -rf "$work/data" "$work/bare.db"*
  "$programs/kaoji_bench_data" "$work/data"
  cp "$work/data/kaoji.db" "$work/bare.db"
  echo "data set: $(du -h "$work/data/kaoji.db" | cut -f1), made in $((($(milliseconds) - begun + 500) / 1000)) s"
}

# What waits for the department, one id a line.
waiting_ids() {
  local cursor="" page
  while :; do
    page=$(curl -sf -H "Cookie: kaoji=$cookie" \
      "$url/api/applications?status=submitted&limit=200${cursor:+&cursor=$cursor}")
    grep -oE '"id":[0-9]+,"number"' <<<"$page" | grep -oE '[0-9]+' || true
    cursor=$(sed -nE 's/.*"next_cursor":"([^"]*)".*/\1/p' <<<"$page")
    if [ -z "$cursor" ]; then break; fi
  done
}

# All plans as CSV: the time of one export, the median of five.
row_of_all_plans() {
  bare F "$work/bare.db"
  for _ in 1 2 3 4 5; do get "$work/plans.csv" /api/plans.csv; done | sort -n >"$work/times"
  note_memory
  awk -v bare="$bare_mean" -v rows="$(wc -l <"$work/plans.csv")" \
    'NR == 3 { printf "F  all plans as CSV: %.3f s for %d lines, bare %.3f s, times %.2f   <= 2.5\n",
                      $1, rows, bare, $1 / bare }' "$work/times"
}

measure_requests() {
  local schools
  make_data_set
  start_server "$work/data" 2026-03-12T10:00:00+08:00
  mapfile -t schools < <(seq 10000 10999)
  sign_in "$work/clerks" "${schools[@]}"
  load livez
  echo "start to first answer: $first_answer ms (aim: at most 100); bare HTTP (GET /livez): $rate/s"
  printf '%-2s %-34s %9s %9s %7s %8s %8s %8s   %s\n' "" "case" "per s" "bare/s" "ratio" "p50 ms" "p99 ms" "refused" "aim"
  if wanted A; then row A "plans of a year, page of 20" ">= 0.6" "$work/clerks"; fi
  if wanted B; then row B "application with its history" ">= 0.55" "$work/clerks"; fi
  # D decides what C left, in the window of the final review.
  if wanted C D; then row C "create and submit 8 lines" ">= 2" "$work/clerks"; fi
  set_clock 2026-03-26T10:00:00+08:00
  sign_in "$work/departments" department0 department1 department2 department3
  act_as department0
  if wanted D; then
    waiting_ids >"$work/waiting"
    row D "decide, with ledger and audit" ">= 2.5" "$work/departments" "$work/waiting"
  fi
  if wanted E; then row E "totals by bureau, year and kind" "> 1" "$work/departments"; fi
  if wanted F; then row_of_all_plans; fi
  echo "resident at its highest: $((resident / 1024)) MiB (aim: at most 64)"
  stop_server
}
