# shellcheck shell=bash
# Building the web client and the program. Sourced by run and test after tools/steps.sh and tools/install.sh.

# web_sources: a hash over everything the web client is made from.
web_sources() {
  (cd "$ROOT" && find web api -name node_modules -prune -o -path web/dist -prune -o -type f -print0 |
    LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
}

# npm_run FOLDER SCRIPT
npm_run() {
  (cd "$ROOT/$1" && NO_COLOR=1 npm run --silent "$2")
}

# build_web: web/dist, when a source changed since it was made.
build_web() {
  local sources stamp="$ROOT/build/web.sources"
  sources=$(web_sources)
  if [ ! -f "$ROOT/web/dist/index.html" ] || [ "$(cat "$stamp" 2>/dev/null)" != "$sources" ]; then
    step "build the web client" build-web npm_run web build
    # The build may write sources of its own (the types of the API), so it is what they are now that counts.
    web_sources >"$stamp"
  fi
}

configure_and_build() {
  local preset=$1
  shift
  (
    cd "$ROOT" || exit 1
    [ -f "build/$preset/build.ninja" ] || cmake --preset "$preset"
    cmake --build "build/$preset" --target "$@"
  )
}

# build_program PRESET TARGET…: ninja decides what there is to do.
build_program() {
  local preset=$1
  shift
  step "build ($preset)" "build-$preset" configure_and_build "$preset" "$@"
}
