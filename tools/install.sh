#!/usr/bin/env bash
# Installs what is missing of tools/packages.txt for the groups named (default: build).
#
# Says nothing and needs no rights when everything is there. Never removes or upgrades a package.
set -euo pipefail
cd "$(dirname "$0")/.."

wanted() {
    local group
    for group in "${@:-build}"; do
        sed 's/#.*//' tools/packages.txt | awk -v group="$group" 'NF && (NF > 1 ? $2 : "build") == group { print $1 }'
    done
}

is_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing=()
for package in $(wanted "$@"); do
    if ! command -v dpkg-query >/dev/null || ! is_installed "$package"; then missing+=("$package"); fi
done
[ ${#missing[@]} -eq 0 ] && exit 0

echo "missing packages: ${missing[*]}"
if ! command -v apt-get >/dev/null; then
    echo "error: this script needs Debian 12 (apt-get); elsewhere, install the equivalents of the list above" >&2
    exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "error: not root and no sudo; as root, run: apt-get install ${missing[*]}" >&2
        exit 1
    fi
    as_root=(sudo)
fi
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
