#!/usr/bin/env bash
# Checks that the workspace compiles with the lowest supported Rust version, `rust-version` in Cargo.toml. With --install, installs that
# toolchain with rustup if it is missing.
set -euo pipefail
cd "$(dirname "$0")/.."

lowest=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)
# Name the exact release, not the channel with its patch releases.
[[ $lowest == *.*.* ]] || lowest+=.0
if ! cargo "+$lowest" --version >/dev/null 2>&1; then
    if [[ ${1:-} != --install ]] || ! type -P rustup >/dev/null; then
        echo "skipped: Rust $lowest is not installed; run 'rustup toolchain install $lowest --profile minimal'"
        exit 0
    fi
    rustup toolchain install "$lowest" --profile minimal --no-self-update
fi
# Use a separate directory: another compiler version would invalidate the tests' builds.
cargo "+$lowest" check --quiet --workspace --locked --target-dir "${CARGO_TARGET_DIR:-target}/lowest-rust"
echo "the workspace compiles with Rust $lowest"
