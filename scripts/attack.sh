#!/usr/bin/env bash
# Attacks that are too slow to be tests.
#
#   scripts/attack.sh bombs [NAME...]   prints, as a table, the time and memory that the command takes for large modules of the
#                                       families in tests/src/bombs whose names contain NAME, or of all
#   scripts/attack.sh races ROUNDS [NAME...]
#                                       changes files and links while the engine reads them, so many rounds of each race whose name
#                                       contains NAME, or of all; prints, as a table, what came of them
set -euo pipefail
cd "$(dirname "$0")/.."

case ${1:-} in
bombs)
    cargo build --quiet --locked --profile dist -p windlass-cli -p windlass-tests --bin windlass --bin bombs
    target=${CARGO_TARGET_DIR:-target}/dist
    exec "$target/bombs" "${WINDLASS:-$target/windlass}" "${@:2}"
    ;;
races)
    cargo build --quiet --locked --profile dist -p windlass-tests --bin races
    exec "${CARGO_TARGET_DIR:-target}/dist/races" "${@:2}"
    ;;
*)
    sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "$0"
    exit 2
    ;;
esac
