#!/usr/bin/env bash
# A private PostgreSQL for tests is started, stopped, or killed and started again: postgres.sh start|stop|crash FOLDER.
# Its socket is FOLDER/socket.
#
# It listens on that socket only, is durable (fsync is on), and orders texts by bytes, as Remit asks of a server. Needs
# no running service; as root it runs as the user `postgres`, since the server refuses root. Where PostgreSQL is not
# installed, `start` says so, makes no socket and succeeds: tests then say that they were skipped.
set -euo pipefail

usage() {
    echo "usage: $0 start|stop|crash FOLDER" >&2
    exit 2
}
[ $# -eq 2 ] || usage
folder=$2

programs=""
for found in /usr/lib/postgresql/*/bin; do
    if [ -x "$found/initdb" ]; then programs=$found; fi
done
if [ -z "$programs" ]; then
    echo "no PostgreSQL is installed"
    exit 0
fi

unprivileged() {
    if [ "$(id -u)" -eq 0 ]; then
        (cd "$folder" && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

stop() {
    [ -d "$folder" ] || return 0
    if [ ! -d "$folder/data" ] || [ ! -d "$folder/socket" ]; then
        echo "error: '$folder' was not made by this script; name another folder" >&2
        return 1
    fi
    unprivileged "$programs/pg_ctl" stop -D "$folder/data" -m immediate >/dev/null 2>&1 || true
    rm -rf "$folder"
}

start() {
    stop
    mkdir -p "$folder/data" "$folder/socket"
    chmod 700 "$folder/data"
    chmod 755 "$folder"
    if [ "$(id -u)" -eq 0 ]; then chown -R postgres "$folder"; fi
    unprivileged "$programs/initdb" -D "$folder/data" -U remit -A trust -E UTF8 --locale=C >"$folder/initdb.log" 2>&1 ||
        { cat "$folder/initdb.log" >&2; return 1; }
    run_server
    echo "REMIT_POSTGRES='host=$folder/socket user=remit dbname=postgres'"
}

run_server() {
    unprivileged "$programs/pg_ctl" start -w -t 60 -D "$folder/data" -l "$folder/data/server.log" \
        -o "-c listen_addresses= -c unix_socket_directories=$folder/socket -c fsync=on -c max_connections=200" \
        >/dev/null || { cat "$folder/data/server.log" >&2; return 1; }
}

# Kills every process of the server at once, as a crash of the machine's memory would, and starts it again.
crash() {
    local main
    main=$(head -n 1 "$folder/data/postmaster.pid")
    kill -STOP "$main"  # so that it does not see its children die
    pkill -KILL -P "$main" || true
    kill -KILL "$main"
    while kill -0 "$main" 2>/dev/null; do sleep 0.01; done
    run_server
}

case $1 in
    start) start ;;
    stop) stop ;;
    crash) crash ;;
    *) usage ;;
esac
