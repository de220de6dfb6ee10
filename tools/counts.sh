# shellcheck shell=bash
# How many tests of a suite passed and failed, read from the closing lines of its tool. Each counts_of_… reads a log and
# prints "PASSED FAILED". Sourced by test.

# number PATTERN LOG: the last number of the last match, 0 when there is none.
number() {
  local found
  found=$(sed -E 's/\x1b\[[0-9;]*m//g' "$2" | grep -oE "$1" | tail -n 1 | grep -oE '[0-9]+' | tail -n 1)
  echo "${found:-0}"
}

# A skipped test counts as failed: a suite that cannot do its work has to say so.
counts_of_gtest() {
  echo "$(number '^\[  PASSED  \] [0-9]+ test' "$1")" \
    $(($(number '^\[  FAILED  \] [0-9]+ test' "$1") + $(number '^\[  SKIPPED \] [0-9]+ test' "$1")))
}

counts_of_unittest() {
  local ran bad
  ran=$(number '^Ran [0-9]+ test' "$1")
  bad=$(($(number 'failures=[0-9]+' "$1") + $(number 'errors=[0-9]+' "$1") + $(number 'skipped=[0-9]+' "$1")))
  echo $((ran - bad)) $bad
}

# The closing line "N passed, N failed" of kaoji replay and of our own checks.
counts_of_own() {
  echo "$(number '^[0-9]+ passed' "$1")" "$(number '^[0-9]+ passed, [0-9]+ failed$' "$1")"
}

counts_of_vitest() {
  echo "$(number '^ +Tests .*[0-9]+ passed' "$1")" \
    $(($(number '^ +Tests .*[0-9]+ failed' "$1") + $(number '^ +Tests .*[0-9]+ skipped' "$1")))
}

counts_of_playwright() {
  echo "$(number '^ +[0-9]+ passed' "$1")" \
    $(($(number '^ +[0-9]+ failed' "$1") + $(number '^ +[0-9]+ flaky' "$1") + $(number '^ +[0-9]+ skipped' "$1") +
      $(number '^ +[0-9]+ did not run' "$1")))
}
