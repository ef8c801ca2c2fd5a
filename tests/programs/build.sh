#!/usr/bin/env bash
# Compiles the programs: `rustup target add wasm32-wasip1` installs what that takes. What they print is in the files *.out.
set -euo pipefail
cd "$(dirname "$0")"

for source in "${@:-*.rs}"; do
    for source in $source; do
        name=${source%.rs}
        features=
        if [[ $name == vectors ]]; then
            features="-C target-feature=+simd128"
        fi
        # shellcheck disable=SC2086
        rustc --edition 2024 --target wasm32-wasip1 -C opt-level=2 -C lto=fat -C codegen-units=1 -C panic=abort -C strip=debuginfo \
            $features "$source" -o "$name.wasm"
        echo "$name.wasm: $(stat -c %s "$name.wasm") bytes"
    done
done
