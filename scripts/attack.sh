#!/usr/bin/env bash
# Attacks that are too slow for the test suite.
#
#   scripts/attack.sh bombs [NAME...]          prints a table of the time and memory that the command takes for large modules of
#                                              the families in tests/src/bombs, or those whose names contain NAME
#   scripts/attack.sh races ROUNDS [NAME...]   modifies files and links while the engine reads them, in ROUNDS rounds of each
#                                              race, or of those whose names contain NAME; prints a table of the outcomes
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
