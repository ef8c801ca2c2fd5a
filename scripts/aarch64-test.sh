#!/usr/bin/env bash
# Runs the tests for aarch64 under emulation, and checks that the compiler's output for each target does not depend on the host.
# Skips if the tools are not installed; see aarch64-setup.sh.
set -euo pipefail
cd "$(dirname "$0")/.."

if ! type -P qemu-aarch64 >/dev/null || [[ ! -d /usr/lib/rustlib/aarch64-unknown-linux-gnu ]]; then
    echo "skipped: the aarch64 tools are not installed; run scripts/aarch64-setup.sh"
    exit 0
fi

# The output for a target must be the same on every host.
bytes=$(mktemp -d)
trap 'rm -rf "$bytes"' EXIT
# compile_here PLACE COMMAND...: compiles every module for both machines by that command, on all processors.
compile_here() {
    local place=$1
    shift
    cargo build --quiet -p windlass-cli
    for module in examples/*.wat tests/modules/*.wat ${WINDLASS_CORPUS:+"$WINDLASS_CORPUS"/run/*.wasm "$WINDLASS_CORPUS"/simd/*.wasm}; do
        for target in x86_64-linux aarch64-linux; do
            printf '%s\0' "$target" "$module" "$bytes/$place-$target-$(basename "$(dirname "$module")")-$(basename "$module").so"
        done
    done | xargs -0 -n 3 -P "$(nproc)" bash -c '"${@:1:$#-3}" compile --jobs 1 --target "${@: -3:1}" "${@: -2:1}" -o "${@: -1}"' _ "$@"
}
target_dir=${CARGO_TARGET_DIR:-target}
compile_here x86_64 "$target_dir/debug/windlass"

source scripts/aarch64-env.sh
compile_here aarch64 qemu-aarch64 "$CARGO_TARGET_DIR/$CARGO_BUILD_TARGET/debug/windlass"
for file in "$bytes"/x86_64-*; do
    cmp "$file" "$bytes/aarch64-${file##*/x86_64-}"
done
echo "both hosts compiled $(ls "$bytes"/x86_64-* | wc -l) files to the same bytes"

cargo test --workspace --exclude windlass-bench --no-fail-fast
