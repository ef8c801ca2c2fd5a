#!/usr/bin/env bash
# Runs cases of the fuzzer on aarch64 under emulation, and compares the results with those on this machine:
#
#   scripts/fuzz-aarch64.sh TARGET CASES [FIRST]
#
# FUZZ_SEED: the seed (default: 1). Needs the tools that aarch64-setup.sh installs.
set -euo pipefail
cd "$(dirname "$0")/.."
target=${1:?usage: $0 TARGET CASES [FIRST]} cases=${2:?usage: $0 TARGET CASES [FIRST]} first=${3:-0}
file=$(mktemp)
trap 'rm -f "$file"' EXIT

here=${CARGO_TARGET_DIR:-target}/fuzz
cargo build --quiet --release --locked --manifest-path fuzz/Cargo.toml --target-dir "$here" --bin windlass-fuzz
(
    source scripts/aarch64-env.sh
    cargo build --quiet --release --locked --manifest-path fuzz/run/Cargo.toml --target-dir "$here" --bin windlass-fuzz-run
)
failed=0
# In batches, since a file of ten thousand cases takes hundreds of megabytes.
for ((begin = first; begin < first + cases; begin += 2000)); do
    count=$((first + cases - begin < 2000 ? first + cases - begin : 2000))
    "$here/release/windlass-fuzz" "$target" --seed "${FUZZ_SEED:-1}" --first $begin --cases $count --write-cases "$file" >/dev/null
    run=$here/aarch64-unknown-linux-gnu/release/windlass-fuzz-run
    # QEMU 10.0 folds `bsl`, `bit` and `bif` of a constant wrongly. With one instruction per block it has no constants to fold.
    qemu-aarch64 "$run" "$file" || qemu-aarch64 -one-insn-per-tb "$run" "$file" || failed=1
done
exit $failed
