# shellcheck shell=bash
# A private PostgreSQL 15 cluster for the tests: a temporary folder, a free loopback port, a password of its own. It syncs
# nothing to the disk: what it must not lose, tests/fault asks of a cluster that does. Sourced by test after tools/steps.sh.

readonly PG_BIN=/usr/lib/postgresql/15/bin
PG_FOLDER=''

# as_pg COMMAND…: PostgreSQL refuses to run as root, so root becomes Debian's user postgres for it; from / because that
# user may not read the folder of the clone.
as_pg() {
  if [ "$(id -u)" = 0 ]; then
    (cd / && runuser -u postgres -- "$@")
  else
    "$@"
  fi
}

free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# start_postgres: starts the cluster and exports KAOJI_TEST_PG_URL.
start_postgres() {
  local password port attempt
  PG_FOLDER=$(mktemp -d /tmp/kaoji-postgres.XXXXXX)
  password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  printf '%s\n' "$password" >"$PG_FOLDER/password"
  if [ "$(id -u)" = 0 ]; then chown -R postgres: "$PG_FOLDER"; fi
  as_pg "$PG_BIN/initdb" -D "$PG_FOLDER/data" -U kaoji -E UTF8 --locale=C.UTF-8 \
    --auth=scram-sha-256 --pwfile="$PG_FOLDER/password" || return 1
  for attempt in 1 2 3; do
    port=$(free_port)
    if as_pg "$PG_BIN/pg_ctl" -D "$PG_FOLDER/data" -l "$PG_FOLDER/server.log" -w -t 30 \
      -o "-c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories= -c max_connections=200 -c fsync=off" start; then
      export KAOJI_TEST_PG_URL="postgresql://kaoji:$password@127.0.0.1:$port/postgres"
      return 0
    fi
    echo "attempt $attempt on port $port failed"
    cat "$PG_FOLDER/server.log"
  done
  return 1
}

# stop_postgres: stops the cluster and removes it; harmless when there is none.
stop_postgres() {
  if [ -z "$PG_FOLDER" ]; then
    return 0
  fi
  as_pg "$PG_BIN/pg_ctl" -D "$PG_FOLDER/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$PG_FOLDER"
  PG_FOLDER=''
}
