# shellcheck shell=bash
# Installing what the project needs: Debian packages, Node.js, the web client's npm packages. Sourced by run and test
# after tools/steps.sh; every function is quick when there is nothing to do.

# What Vite 8 asks of Node.js. Debian 12 itself ships 18, so an own copy is the fall-back (see use_node).
readonly NODE_FALLBACK=22.23.3
readonly NPM_FALLBACK=11.21.2

# packages_of SECTION…: the names in those sections of tools/debian-packages.txt.
packages_of() {
  local section
  for section in "$@"; do
    sed -n "/^\[$section\]/,/^\[/{/^\[/d;/^#/d;/^\$/d;p}" "$ROOT/tools/debian-packages.txt"
  done
}

# missing_packages SECTION…: those of them that are not installed.
missing_packages() {
  comm -23 <(packages_of "$@" | sort -u) \
    <(dpkg-query -W -f='${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p' | sort -u)
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  else
    sudo "$@"
  fi
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"
}

# install_packages SECTION…: installs only what is missing, so that it asks for no rights when nothing is.
install_packages() {
  local missing
  missing=$(missing_packages "$@")
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    missing+=" nodejs npm"
  fi
  if [ -n "${missing// /}" ]; then
    # shellcheck disable=SC2086 # one word per package
    step "install packages" install-packages apt_install $missing
  fi
}

# node_suits NODE: whether that Node.js is one that Vite 8 runs on.
node_suits() {
  "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number);
           process.exit((a === 20 && b >= 19) || (a === 22 && b >= 12) || a > 22 ? 0 : 1)' 2>/dev/null
}

npm_suits() {
  [ "$(npm --version 2>/dev/null | cut -d. -f1)" -ge 11 ] 2>/dev/null
}

fetch_node() {
  local arch
  case $(uname -m) in
    aarch64) arch=arm64 ;;
    *) arch=x64 ;;
  esac
  mkdir -p "$ROOT/build/node"
  echo '{ "private": true }' >"$ROOT/build/node/package.json"
  npm install --prefix "$ROOT/build/node" --no-audit --no-fund --no-save --ignore-scripts \
    "node-linux-$arch@$NODE_FALLBACK" "npm@$NPM_FALLBACK"
  mkdir -p "$ROOT/build/node/bin"
  ln -sf "../node_modules/node-linux-$arch/bin/node" "$ROOT/build/node/bin/node"
  ln -sf "../node_modules/npm/bin/npm-cli.js" "$ROOT/build/node/bin/npm"
  ln -sf "../node_modules/npm/bin/npx-cli.js" "$ROOT/build/node/bin/npx"
}

# use_node: puts a Node.js and npm that suit on PATH: the machine's where they do, else a copy in build/node that comes
# out of the npm registry.
use_node() {
  if node_suits node && npm_suits; then
    return
  fi
  if ! node_suits "$ROOT/build/node/bin/node"; then
    step "install node $NODE_FALLBACK" install-node fetch_node
  fi
  PATH="$ROOT/build/node/bin:$PATH"
}

npm_ci() {
  (cd "$1" && npm ci --no-audit --no-fund)
}

# install_npm_packages FOLDER: npm ci there, when its package-lock.json is not the one that node_modules was made from.
install_npm_packages() {
  local lock stamp="$ROOT/$1/node_modules/.kaoji-lock"
  lock=$(sha256sum <"$ROOT/$1/package-lock.json")
  if [ "$(cat "$stamp" 2>/dev/null)" != "$lock" ]; then
    step "install npm packages ($1)" "install-npm-${1//\//-}" npm_ci "$ROOT/$1"
    echo "$lock" >"$stamp"
  fi
}
