#!/usr/bin/env bash
# Attacks that are too slow to be tests.
#
#   scripts/attack.sh bombs [NAME...]   prints, as a table, the time and memory that the command takes for large modules of the
#                                       families in tests/src/bombs whose names contain NAME, or of all
set -euo pipefail
cd "$(dirname "$0")/.."

case ${1:-} in
bombs)
    cargo build --quiet --locked --profile dist -p windlass-cli -p windlass-tests --bin windlass --bin bombs
    target=${CARGO_TARGET_DIR:-target}/dist
    exec "$target/bombs" "${WINDLASS:-$target/windlass}" "${@:2}"
    ;;
*)
    sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
    exit 2
    ;;
esac
