#!/usr/bin/env bash
# Measures how fast the fuzz targets find known bugs: enables the bugs of fuzz/planted one at a time, and prints a table of the number
# of cases after which each target finds each bug, or `-` if it does not.
#
#   scripts/fuzz-planted.sh [BUG...]       all bugs, or those with these numbers
#
# FUZZ_CASES: the maximum number of cases (default: a million). FUZZ_TIME: the maximum number of seconds for each target and bug
# (default: 120). The patches are applied together to a copy of the tree; each makes its bug conditional, so that one build has all.
set -euo pipefail
cd "$(dirname "$0")/.."
cases=${FUZZ_CASES:-1000000} time=${FUZZ_TIME:-120}
target=$PWD/${CARGO_TARGET_DIR:-target}/fuzz-planted
mkdir -p "$target"

tree=$target/tree
if [[ ! -d $tree ]]; then
    git worktree add --quiet --detach "$tree" HEAD
fi
git -C "$tree" checkout --quiet --detach "$(git rev-parse HEAD)"
git -C "$tree" reset --quiet --hard
for patch in fuzz/planted/*.patch; do
    git -C "$tree" apply "$PWD/$patch" || { echo "$patch does not apply: update it to the current code"; exit 1; }
done
# Without Wasmtime: two engines are enough to confirm a known bug.
cargo build --quiet --profile quick --manifest-path "$tree/fuzz/Cargo.toml" --target-dir "$target" --bin windlass-fuzz --no-default-features
fuzz=$target/quick/windlass-fuzz

# after BUG TARGET: prints the number of cases after which the target finds the bug.
after() {
    local found
    found=$(WINDLASS_PLANTED=$1 timeout $((time + 60)) "$fuzz" "$2" --seed 1 --cases "$cases" --time "$time" --stop \
        --found "$target/found" 2>&1 >/dev/null | sed -n 's/^.* case \([0-9]*\): .*/\1/p' | head -1) || true
    echo "${found:--}"
}

# on_aarch64 BUG TARGET: like `after`, under emulation, with cases in files.
on_aarch64() {
    local first=0 begin=$SECONDS file=$target/cases found
    while ((first < cases && SECONDS - begin < time)); do
        WINDLASS_PLANTED=0 "$fuzz" "$2" --seed 1 --first $first --cases 500 --write-cases "$file" >/dev/null
        found=$(WINDLASS_PLANTED=$1 qemu-aarch64 "$target/aarch64-unknown-linux-gnu/quick/windlass-fuzz-run" "$file" |
            sed -n 's/^difference: case \([0-9]*\),.*/\1/p' | head -1) || true
        [[ -z $found ]] || { echo "$found"; return; }
        first=$((first + 500))
    done
    echo -
}

if grep -lq '^aarch64:' fuzz/planted/*.patch && type -P qemu-aarch64 >/dev/null; then
    (
        source scripts/aarch64-env.sh
        cargo build --quiet --profile quick --manifest-path "$tree/fuzz/run/Cargo.toml" --target-dir "$target" --bin windlass-fuzz-run
    )
fi

echo "| bug | what is wrong | shapes | transplant | smith | validate |"
echo "| --- | --- | --- | --- | --- | --- |"
for patch in fuzz/planted/*.patch; do
    name=$(basename "$patch" .patch)
    bug=$((10#${name%%-*}))
    ((bug > 0)) || continue
    [[ $# == 0 || " $* " == *" $bug "* ]] || continue
    title=$(head -1 "$patch")
    case $title in
        aarch64:*) row="$(on_aarch64 $bug shapes) | $(on_aarch64 $bug transplant) | $(on_aarch64 $bug smith) | " ;;
        validator:*) row=" | | | $(after $bug validate)" ;;
        *) row="$(after $bug shapes) | $(after $bug transplant) | $(after $bug smith) | " ;;
    esac
    echo "| ${name#*-} | $title | $row |"
done
