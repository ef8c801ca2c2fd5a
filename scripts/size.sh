#!/usr/bin/env bash
# Builds the command with each feature set listed in the README, as small as a stable toolchain can, and prints its size in total and
# by crate. `scripts/size.sh --write` updates the tables in docs/SIZE.md. `scripts/size.sh --check` only checks that every feature set
# compiles.
set -euo pipefail
cd "$(dirname "$0")/.."

# Builds: name and features.
builds=(
    "full:cache compile compiler cross disas explicit-bounds-checks invoke lazy parallel sandbox threads tools wasi wat wast"
    "run:compiler wasi"
    "precompiled:wasi"
)
# Other feature sets that must compile.
others=(
    "nothing:"
    "compiler:compiler"
    "compile:compile"
    "cache:cache wasi"
    "cross:compile cross"
    "lazy:compiler lazy wasi"
    "parallel:compiler parallel wasi"
    "checks:explicit-bounds-checks wasi"
    "invoke:invoke"
    "text:wat wasi"
    "sandbox:sandbox"
    "scripts:wast"
    "disassembler:disas"
    "tools:tools"
)

if [[ ${1:-} == --check ]]; then
    for build in "${builds[@]}" "${others[@]}"; do
        echo "${build%%:*}: ${build#*:}"
        cargo check --quiet --locked -p windlass-cli --no-default-features --features "${build#*:}"
    done
    echo "library: the C library without std"
    cargo check --quiet --locked -p windlass-capi --no-default-features --profile min
    # Targets without a standard library show that nothing depends on it.
    for machine in x86_64-unknown-none aarch64-unknown-none; do
        if [[ -d $(rustc --print sysroot)/lib/rustlib/$machine ]]; then
            echo "library: the same for $machine"
            cargo build --quiet --locked -p windlass-capi --no-default-features --profile min --target "$machine"
        else
            echo "library: skipped for $machine; install it with 'rustup target add $machine'"
        fi
    done
    exit
fi

# Flags that the profile `min` cannot express: no unwind tables, which `panic = "abort"` does not need; packed relative relocations,
# which glibc 2.36 and later read; identical code folding; no index of unwind tables.
flags="-C force-unwind-tables=no -C link-arg=-Wl,-z,pack-relative-relocs -C link-arg=-Wl,--build-id=none"
if [[ $(uname -m) == x86_64 ]]; then
    # rust-lld, Rust's default linker on this machine.
    flags+=" -C link-arg=-Wl,--icf=all -C link-arg=-Wl,--no-eh-frame-hdr"
fi
target=${CARGO_TARGET_DIR:-target}
out=$target/size
mkdir -p "$out"
for build in "${builds[@]}"; do
    name=${build%%:*}
    echo "building '$name'" >&2
    RUSTFLAGS=$flags cargo rustc --quiet --locked --profile min --config profile.min.strip=false -p windlass-cli \
        --bin windlass --no-default-features --features "${build#*:}" -- -C "link-arg=$PWD/scripts/no-unwinding.ld"
    cp "$target/min/windlass" "$out/$name"
    strip -o "$out/$name.stripped" "$out/$name"
done

# The library as a shared object, without compiler, WASI and std.
echo "building 'library'" >&2
cargo build --quiet --locked --profile min --config profile.min.strip=false -p windlass-capi --no-default-features
cp "$target/min/libwindlass_c.so" "$out/library"
strip -o "$out/library.stripped" "$out/library"

python3 scripts/size.py "$out" "${builds[@]%%:*}" library > "$out/SIZE.md"
cat "$out/SIZE.md"
if [[ ${1:-} == --write ]]; then
    # The text before the tables is written by hand.
    marker='<!-- Below here: scripts/size.sh --write -->'
    grep -qxF "$marker" docs/SIZE.md
    awk -v marker="$marker" '{ print } $0 == marker { exit }' docs/SIZE.md > "$out/new"
    cat "$out/SIZE.md" >> "$out/new"
    cp "$out/new" docs/SIZE.md
fi
