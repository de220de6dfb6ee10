# shellcheck shell=bash
# The cases over five years of a province: 1,000,000 plans, 2,284,000 entries, one request at a time. Sourced by
# tests/bench/run; wants server.sh. Each takes the best of some repetitions on either side, and says the load.

readonly REPETITIONS=5

# line CASE WHAT SECONDS BARE_SECONDS AIM
line() {
  printf '%-11s %-44s %8.3f %8.3f %7.2f   %-10s load %s\n' "$1" "$2" "$3" "$4" \
    "$(awk "BEGIN { print $3 / $4 }")" "$5" "$(cut -d' ' -f1 /proc/loadavg)"
}

# Made once for each build of the program that makes it, and looked through by the program's own doctor.
make_years() {
  years="$build/years"
  if [ "$years/.looked-through" -nt "$programs/kaoji_bench_years" ]; then return; fi
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
  local best all
  best=$(for _ in $(seq "$REPETITIONS"); do get "$work/answer" '/api/exit/candidates?limit=50'; done | least)
  bare candidates "$work/years.db"
  line candidates "due on 11 November: page and totals" "$best" "$bare_best" "<= 1 s"
  all=$(for _ in 1 2 3; do post "$work/answer" /api/exit/runs application/json '{"dry_run":true}'; done | least)
  line candidates "all of them at once (the run, tried)" "$all" "$bare_best" ""
}

# The run finds its plans once: each repetition has a world of its own.
measure_exit() {
  local taken best="" bare_least=""
  for _ in 1 2 3; do
    fresh_years
    bare exit "$work/years.db" 0
    start_server "$work/years" 2026-11-11T10:00:00+08:00
    act_as department0
    taken=$(post "$work/answer" /api/exit/runs application/json '{"dry_run":false}')
    best=$(printf '%s\n' $best "$taken" | least)
    bare_least=$(printf '%s\n' $bare_least "$bare_best" | least)
  done
  line exit "the run: $(grep -o '"plan_id"' "$work/answer" | wc -l) plans, one transaction" "$best" "$bare_least" "<= 10 s"
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
  local i
  for _ in $(seq "$REPETITIONS"); do get "$work/answer" "${paths[@]}" | paste -sd' '; done |
    awk '{ sum = 0; for (i = 1; i <= NF; ++i) sum += $i; print sum, $0 }' | sort -g | head -n 1 >"$work/times"
  bare rates "$work/years.db"
  line rates "the province's page, all that it asks for" "$(cut -d' ' -f1 "$work/times")" "$bare_best" "<= 0.2 s"
  for i in "${!paths[@]}"; do
    printf '            %-60s %8.3f s\n' "${paths[i]}" "$(cut -d' ' -f$((i + 2)) "$work/times")"
  done
}

measure_export() {
  start_server "$work/years" 2026-10-12T10:00:00+08:00
  act_as department0
  local before best
  get "$work/answer" '/api/plans?limit=20' >/dev/null
  before=$(most_memory)
  best=$(for _ in 1 2 3; do get "$work/book.xlsx" '/api/plans.xlsx?year=2026'; done | least)
  bare book "$work/years.db"
  line export "100,000 plans as XLSX, 18 columns" "$best" "$bare_best" ""
  echo "            $(($(wc -c <"$work/book.xlsx") / 1024)) KiB; resident $((before / 1024)) MiB before," \
    "$(($(most_memory) / 1024)) MiB at its highest; bare (its rows in memory) $((bare_memory / 1024)) MiB"
}

measure_reconcile() {
  "$programs/kaoji_bench_bare" table "$work/years.db" 0 >"$work/platform.csv"
  start_server "$work/years" 2026-10-12T10:00:00+08:00
  act_as office0
  local id uploaded compared
  : >"$work/uploads"
  : >"$work/comparisons"
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
  bare reconcile "$work/years.db" 0 <"$work/platform.csv"
  line reconcile "100,000 lines compared and listed" "$compared" "$bare_best" "seconds"
  echo "            upload $uploaded s ($(($(wc -c <"$work/platform.csv") / 1024)) KiB);" \
    "$(grep -oE '"counts":\{[^}]*\}' "$work/answer"); resident at its highest: $(($(most_memory) / 1024)) MiB"
}

measure_years() {
  make_years
  fresh_years
  printf '%-11s %-44s %8s %8s %7s   %s\n' "case" "best of some" "s" "bare s" "ratio" "aim"
  local case
  for case in candidates rates export reconcile exit; do
    if wanted "$case"; then "measure_$case"; fi
  done
  stop_server
}
