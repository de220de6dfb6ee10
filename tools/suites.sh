# shellcheck shell=bash
# The suites of ./test: suite_NAME runs one (its output is the log), kind_of says who counts it. Sourced by test.

# kind_of SUITE: which counts_of_… reads its log.
kind_of() {
  case $1 in
    guards) echo unittest ;;
    unit | http | properties | adapters | golden | corpus | contract | scenarios | asan-unit) echo gtest ;;
    api | libreoffice | web-unit) echo vitest ;;
    e2e) echo playwright ;;
    *) echo own ;;
  esac
}

# run_gtest PRESET SUITE: from the root, where the tests look for scenarios/, policies/ and api/.
run_gtest() {
  local program="$ROOT/build/$1/tests/kaoji_$2_tests"
  if [ ! -x "$program" ]; then
    echo "no tests in tests/$2"
    return 1
  fi
  (cd "$ROOT" && "$program" --gtest_brief=1)
}

# cpp_files FOLDER…: every C++ file of ours there.
cpp_files() {
  (cd "$ROOT" && find "$@" -name node_modules -prune -o \( -name '*.cpp' -o -name '*.hpp' \) -print | LC_ALL=C sort)
}

# judge_each COMMAND…: runs COMMAND FILE for every file on standard input, two at a time, and closes with the counts.
judge_each() {
  local outcome
  outcome=$(
    # shellcheck disable=SC2016 # the inner shell expands them
    cd "$ROOT" && xargs -P 2 -I{} bash -c 'if "${@:2}" "$1" >&2; then echo passed; else echo "failed $1" >&2; echo failed; fi' \
      _ {} "$@"
  )
  echo "$(grep -c passed <<<"$outcome") passed, $(grep -c failed <<<"$outcome") failed"
}

# judge COMMAND…: one check that passes or fails as a whole.
judge() {
  if "$@"; then echo "1 passed, 0 failed"; else echo "0 passed, 1 failed"; fi
}

suite_guards() { python3 "$ROOT/tests/guards/test_guards.py"; }
suite_format() { cpp_files src tests tools | judge_each clang-format --dry-run -Werror; }
# With the commands of the debug preset, where every file is compiled alone and without precompiled headers. The rules at
# each run; the use cases, which take many minutes, in a night's.
suite_lint() {
  local folders=(src/base src/core)
  if [ -n "${KAOJI_LONG:-}" ]; then folders+=(src/usecases); fi
  cmake -S "$ROOT" --preset debug >&2
  cpp_files "${folders[@]}" | grep '\.cpp$' | judge_each clang-tidy --quiet -p build/debug
}

suite_unit() { run_gtest test unit; }
suite_properties() { KAOJI_RACED_HISTORIES=$(size 200 10000) run_gtest test properties; }
suite_http() { run_gtest test http; }
suite_adapters() { run_gtest test adapters; }
suite_golden() { run_gtest test golden; }
suite_corpus() { run_gtest test corpus; }
suite_contract() { run_gtest test contract; }
suite_scenarios() { run_gtest test scenarios; }
suite_asan_unit() { run_gtest asan unit; }

replay_stories() { python3 "$ROOT/tools/replay_stories" "$@" "$ROOT"/scenarios/*.toml; }
suite_scenarios_memory() { replay_stories --on memory "$KAOJI_BIN"; }
suite_scenarios_file() { replay_stories --on file "$KAOJI_BIN"; }
suite_scenarios_postgresql() { replay_stories --on postgresql "$KAOJI_BIN"; }
suite_scenarios_http() { replay_stories --on http "$KAOJI_BIN"; }
# Leaks are not looked for: cairo and fontconfig keep what they allocated until the program ends.
suite_asan_fuzz() { ASAN_OPTIONS=detect_leaks=0 "$ROOT/build/asan/tests/fuzz/kaoji_fuzz_corpus" replay "$ROOT/tests/fuzz/corpus"; }
suite_asan_scenarios() { replay_stories --on memory "$ROOT/build/asan/kaoji"; }

suite_api_types() { judge npm_run tests/api typecheck; }
suite_api() { KAOJI_MUTATED_REQUESTS=$(size 20000 1000000) npm_run tests/api test; }
# Opens what the server exports.
suite_libreoffice() { npm_run tests/api test:libreoffice; }
suite_openapi() { judge npm_run web lint:api; }
suite_web_types() { judge npm_run web typecheck; }
suite_web_unit() { npm_run web test; }

# size USUAL LONG: how large a test of faults is, the second for ./test --long.
size() {
  if [ -n "${KAOJI_LONG:-}" ]; then echo "$2"; else echo "$1"; fi
}

fault() {
  (cd "$ROOT" && python3 -B "tests/fault/$1.py" "${@:2}")
}

suite_fault_lossy() { fault lost_answers "$(size 20000 100000)"; }
suite_fault_kill() { fault kill_cycles "$(size 300 10000)"; }
suite_fault_power() { fault power_cuts "$(size 100 1000)"; }
suite_fault_canary() { fault power_cuts canary; }
suite_fault_sweep_error() { fault syscall_sweep error; }
suite_fault_sweep_kill() { fault syscall_sweep kill; }
suite_fault_disks() { fault sick_disks; }
suite_fault_limits() { fault short_limits; }
suite_fault_files() { fault stray_files; }
suite_fault_database() { fault lost_database; }
suite_fault_migrations() { fault killed_migrations "$(size 11 1)"; }
suite_fault_keys() { fault key_rotation; }
suite_unit_file() { fault unit_file; }
suite_drain() { fault drain "$(size 6 100)"; }
suite_backup() { fault backup_drill sqlite; }
suite_backup_postgresql() { fault backup_drill postgresql; }

# cut_off COMMAND…: runs it in a network with no way out, as the client must work in one: the loopback, and a cable that
# ends in the same computer, so that the browser takes itself for connected.
cut_off() {
  local rights=()
  if [ "$(id -u)" != 0 ]; then rights=(--map-root-user); fi
  # shellcheck disable=SC2016 # the inner shell expands it
  unshare --net "${rights[@]}" bash -c '
    ip link set lo up &&
    ip link add cable0 type veth peer name cable1 && ip link set cable0 up && ip link set cable1 up &&
    ip address add 192.0.2.1/24 dev cable0 && exec "$@"' _ "$@"
}

# Every operation of the contract, in a network that has a loopback and nothing else.
suite_outgoing() {
  local traces outcome=0 rights=()
  if [ "$(id -u)" != 0 ]; then rights=(--map-root-user); fi
  traces=$(mktemp -d /tmp/kaoji-outgoing.XXXXXX)
  # shellcheck disable=SC2016 # the inner shell expands it
  (cd "$ROOT/tests/api" && KAOJI_TRACED=$KAOJI_BIN KAOJI_TRACE=$traces/trace KAOJI_BIN=$ROOT/tests/fault/traced_kaoji \
    unshare --net "${rights[@]}" bash -c 'ip link set lo up && exec "$@"' _ \
    npx vitest run --project sqlite every_operation.test.ts) || outcome=1
  if [ "$outcome" = 0 ]; then
    fault outgoing "$traces/trace"
  else
    echo "0 passed, 1 failed"
  fi
  rm -rf "$traces"
}

suite_e2e() {
  (cd "$ROOT/web" && NO_COLOR=1 cut_off npm run --silent e2e)
}
