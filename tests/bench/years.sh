# shellcheck shell=bash
# The cases over five years of a province: 1,000,000 plans, 2,284,000 entries, one request at a time. Sourced by
# tests/bench/run; wants server.sh. Each takes the best of some repetitions on either side, and says the load; where that
# is high, the seconds of a processor say more.

readonly REPETITIONS=5

# line CASE WHAT SECONDS CPU_SECONDS AIM: beside what `bare` set last.
line() {
  printf '%-11s %-40s %8.3f %8.3f %6.2f %8.3f %8.3f %6.2f   %-10s load %s\n' "$1" "$2" "$3" "$bare_best" \
    "$(awk "BEGIN { print $3 / $bare_best }")" "$4" "$bare_cpu" "$(awk "BEGIN { print $4 / $bare_cpu }")" "$5" \
    "$(cut -d' ' -f1 /proc/loadavg)"
}

# since CPU TIMES: seconds of a processor that the server took since then, each time.
since() { awk "BEGIN { print ($(server_cpu) - $1) / $2 }"; }

# Made when what says how it is made has changed, and looked through by the program's own doctor. A store of an older
# schema is migrated by whoever opens it.
make_years() {
  years="$build/years"
  local source fresh=true
  for source in make_years years_sql set_catalogue data_set; do
    if [ ! "$years/.looked-through" -nt "$BENCH/$source.cpp" ]; then fresh=false; fi
  done
  if "$fresh"; then return; fi
  local begun
  begun=$(milliseconds)
  rm -rf "$years"
  "$programs/kaoji_bench_years" "$years"
  echo "five years: $(du -h "$years/kaoji.db" | cut -f1), made in $((($(milliseconds) - begun + 500) / 1000)) s"
  begun=$(milliseconds)
  "$build/kaoji" doctor --data "$years"
  echo "looked through in $((($(milliseconds) - begun + 500) / 1000)) s"
  touch "$years/.looked-through"
}

# fresh_years: a copy to serve and a database for the bare program.
fresh_years() {
  stop_server
  rm -rf "$work/years" "$work/years.db"*
  cp -r "$years" "$work/years"
  cp "$years/kaoji.db" "$work/years.db"
}

measure_candidates() {
  start_server "$work/years" 2026-10-12T10:00:00+08:00
  act_as department0
  local best all cpu
  cpu=$(server_cpu)
  best=$(for _ in $(seq "$REPETITIONS"); do get "$work/answer" '/api/exit/candidates?limit=50'; done | least)
  cpu=$(since "$cpu" "$REPETITIONS")
  bare candidates "$work/years.db"
  line candidates "due on 11 November: page and totals" "$best" "$cpu" "<= 1 s"
  cpu=$(server_cpu)
  all=$(for _ in 1 2 3; do post "$work/answer" /api/exit/runs application/json '{"dry_run":true}'; done | least)
  line candidates "all of them at once (the run, tried)" "$all" "$(since "$cpu" 3)" ""
}

# The run finds its plans once: each repetition has a world of its own.
measure_exit() {
  local taken cpu best="" bare_least=""
  for _ in 1 2 3; do
    fresh_years
    bare exit "$work/years.db" 0
    start_server "$work/years" 2026-11-11T10:00:00+08:00
    act_as department0
    cpu=$(server_cpu)
    taken=$(post "$work/answer" /api/exit/runs application/json '{"dry_run":false}')
    cpu=$(since "$cpu" 1)
    best=$(printf '%s\n' $best "$taken" | least)
    bare_least=$(printf '%s\n' $bare_least "$bare_best" | least)
  done
  bare_best=$bare_least
  line exit "the run: $(grep -o '"plan_id"' "$work/answer" | wc -l) plans, one transaction" "$best" "$cpu" "<= 10 s"
  echo "            resident at its highest: $(($(most_memory) / 1024)) MiB; answer $(($(wc -c <"$work/answer") / 1024)) KiB"
  stop_server
  "$build/kaoji" doctor --data "$work/years"
  fresh_years
}

# The page of rates asks for these, one behind the other here.
measure_rates() {
  local paths=('/api/rates?year=2026&scope=province' '/api/rates/side?year=2026&scope=province'
    '/api/rates/trend?from=2022&to=2026&scope=province' '/api/calendar?year=2026'
    '/api/rates/funnel?year=2026&scope=province&round=spring' '/api/rates/ranking?year=2026&by=kind')
  start_server "$work/years" 2026-10-12T10:00:00+08:00
  act_as department0
  local i cpu
  get "$work/answer" "${paths[@]}" >/dev/null
  cpu=$(server_cpu)
  for _ in $(seq "$REPETITIONS"); do get "$work/answer" "${paths[@]}" | paste -sd' '; done |
    awk '{ sum = 0; for (i = 1; i <= NF; ++i) sum += $i; print sum, $0 }' | sort -g | head -n 1 >"$work/times"
  cpu=$(since "$cpu" "$REPETITIONS")
  bare rates "$work/years.db"
  line rates "the province's page, all that it asks" "$(cut -d' ' -f1 "$work/times")" "$cpu" "<= 0.2 s"
  for i in "${!paths[@]}"; do
    printf '            %-60s %8.3f s\n' "${paths[i]}" "$(cut -d' ' -f$((i + 2)) "$work/times")"
  done
}

measure_export() {
  start_server "$work/years" 2026-10-12T10:00:00+08:00
  act_as department0
  local before best cpu
  get "$work/answer" '/api/plans?limit=20' >/dev/null
  before=$(most_memory)
  cpu=$(server_cpu)
  best=$(for _ in 1 2 3; do get "$work/book.xlsx" '/api/plans.xlsx?year=2026'; done | least)
  cpu=$(since "$cpu" 3)
  bare book "$work/years.db"
  line export "100,000 plans as XLSX, 18 columns" "$best" "$cpu" ""
  echo "            $(($(wc -c <"$work/book.xlsx") / 1024)) KiB; resident $((before / 1024)) MiB before," \
    "$(($(most_memory) / 1024)) MiB at its highest; bare (its rows in memory) $((bare_memory / 1024)) MiB"
}

measure_reconcile() {
  "$programs/kaoji_bench_bare" table "$work/years.db" 0 >"$work/platform.csv"
  start_server "$work/years" 2026-10-12T10:00:00+08:00
  act_as office0
  local id uploaded compared cpu
  : >"$work/uploads"
  : >"$work/comparisons"
  cpu=$(server_cpu)
  for _ in 1 2 3; do
    post "$work/answer" '/api/reconciliations?name=platform.csv' text/csv "@$work/platform.csv" >>"$work/uploads"
    id=$(grep -oE '"id":[0-9]+' "$work/answer" | head -n 1 | cut -d: -f2)
    post "$work/answer" "/api/reconciliations/$id/comparison" application/json "{\"columns\":[$(
      local column=0 field
      for field in institution-code institution-name certificate level year headcount; do
        printf '%s{"field":"%s","column":%d}' "$([ $column = 0 ] || echo ,)" $field $((column++))
      done
    )]}" >>"$work/comparisons"
  done
  uploaded=$(least <"$work/uploads")
  compared=$(least <"$work/comparisons")
  cpu=$(since "$cpu" 3)
  bare reconcile "$work/years.db" 0 <"$work/platform.csv"
  line reconcile "100,000 lines compared and listed" "$compared" "$cpu" "seconds"
  echo "            upload $uploaded s ($(($(wc -c <"$work/platform.csv") / 1024)) KiB);" \
    "$(grep -oE '"counts":\{[^}]*\}' "$work/answer"); resident at its highest: $(($(most_memory) / 1024)) MiB"
}

measure_years() {
  make_years
  fresh_years
  printf '%-11s %-40s %8s %8s %6s %8s %8s %6s   %s\n' "case" "best of some; of a processor on the average" "s" "bare" \
    "ratio" "cpu s" "bare" "ratio" "aim"
  local case
  for case in candidates rates export reconcile exit; do
    if wanted "$case"; then "measure_$case"; fi
  done
  stop_server
}
