# shellcheck shell=bash
# Steps with their time, their output in build/log and shown only when they fail. Sourced by run and test, which set ROOT.

readonly LOGS="$ROOT/build/log"
mkdir -p "$LOGS"

# watch_step LABEL LOG: on a terminal, keeps a line with the seconds and the last line of the log.
watch_step() {
  local label=$1 log=$2 begun=$SECONDS
  while sleep 1; do
    printf '\r\033[K%-28s %4d s  %s' "$label" $((SECONDS - begun)) "$(tail -n 1 "$log" 2>/dev/null | tr -d '\r' | cut -c1-60)"
  done
}

# step LABEL LOG COMMAND…: runs COMMAND with its output in build/log/LOG.log; prints the label and the seconds; on
# failure shows the end of the log and ends the script.
step() {
  local label=$1 log="$LOGS/$2.log" begun=$SECONDS watcher='' outcome=0
  shift 2
  : >"$log"
  if [ -t 1 ]; then
    watch_step "$label" "$log" &
    watcher=$!
  fi
  "$@" >"$log" 2>&1 </dev/null || outcome=$?
  if [ -n "$watcher" ]; then
    kill "$watcher" 2>/dev/null || true
    wait "$watcher" 2>/dev/null || true
    printf '\r\033[K'
  fi
  if [ "$outcome" != 0 ]; then
    printf '%-28s %4d s  failed:\n' "$label" $((SECONDS - begun))
    tail -n 60 "$log"
    echo "(the whole log: build/log/$(basename "$log"))"
    exit 1
  fi
  printf '%-28s %4d s\n' "$label" $((SECONDS - begun))
}
