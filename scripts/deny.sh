#!/usr/bin/env bash
# Checks licences, sources and duplicates of all dependencies against deny.toml with cargo-deny, which `--install` installs.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! cargo deny --version >/dev/null 2>&1; then
    if [[ ${1:-} != --install ]]; then
        echo "skipped: cargo-deny is not here; scripts/deny.sh --install installs it"
        exit 0
    fi
    # An unoptimised build takes half the time and is fast enough for one check.
    cargo install --quiet --locked --debug cargo-deny
fi
# Advisories need a database that is not a package of a registry.
cargo deny --log-level error check bans licenses sources
