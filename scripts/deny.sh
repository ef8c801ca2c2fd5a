#!/usr/bin/env bash
# Checks licences, sources and duplicate versions of all dependencies with cargo-deny, as configured in deny.toml. `--install`
# installs cargo-deny if it is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! cargo deny --version >/dev/null 2>&1; then
    if [[ ${1:-} != --install ]]; then
        echo "skipped: cargo-deny is not installed; run scripts/deny.sh --install"
        exit 0
    fi
    # A debug build takes half the time to build, and is fast enough.
    cargo install --quiet --locked --debug cargo-deny
fi
# Not `advisories`: they need a database that the package registry does not have.
cargo deny --log-level error check bans licenses sources
