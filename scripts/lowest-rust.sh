#!/usr/bin/env bash
# Checks that the libraries and the command compile with the lowest supported Rust, `rust-version` in Cargo.toml. With --install, rustup installs that
# toolchain where it is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

lowest=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)
# The name of the release, rather than that of a channel that follows its corrections.
[[ $lowest == *.*.* ]] || lowest+=.0
if ! cargo "+$lowest" --version >/dev/null 2>&1; then
    if [[ ${1:-} != --install ]] || ! type -P rustup >/dev/null; then
        echo "skipped: Rust $lowest is not installed; 'rustup toolchain install $lowest --profile minimal' does that"
        exit 0
    fi
    rustup toolchain install "$lowest" --profile minimal --no-self-update
fi
# A directory of its own: another compiler would replace what the tests have built.
cargo "+$lowest" check --quiet --workspace --locked --target-dir "${CARGO_TARGET_DIR:-target}/lowest-rust"
echo "the workspace compiles with Rust $lowest"
