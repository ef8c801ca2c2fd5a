#!/usr/bin/env bash
# Runs all fuzz targets, and says at the end how much was done and what was found:
#
#   scripts/fuzz.sh [HOURS]     the targets in turns of some minutes, for so many hours (1); goes on where it was stopped
#   scripts/fuzz.sh --quick     a fixed number of cases of each, the same every time
#
# FUZZ_SEED: the seed; 1. FUZZ_JOBS: how many processes; 1. FUZZ_FOLDER: where states, cases that fail and scripts that show it
# are kept; target/fuzzing. Each target's state belongs to a seed, and to the files in WINDLASS_CORPUS.
set -euo pipefail
cd "$(dirname "$0")/.."

targets=(shapes transplant smith api validate load text wasi)
seed=${FUZZ_SEED:-1} jobs=${FUZZ_JOBS:-1} folder=${FUZZ_FOLDER:-target/fuzzing}
mkdir -p "$folder"

# build PROFILE ARGUMENTS...: once, where the launcher puts it, too.
fuzz=
build() {
    local folder=${CARGO_TARGET_DIR:-target}/fuzz profile=$1
    shift
    cargo build --quiet --profile "$profile" --locked --manifest-path fuzz/Cargo.toml --target-dir "$folder" --bin windlass-fuzz "$@"
    fuzz=$folder/$profile/windlass-fuzz
}

if [[ ${1:-} == --quick ]]; then
    # Without Wasmtime, which takes longer to build than all else. Then a difference from wasmi is printed and does not fail: who is right takes a third engine.
    build quick --no-default-features
    failed=0
    run() { "$fuzz" "$1" --cases "$2" --seed 16 --jobs "${FUZZ_JOBS:-2}" --found "$folder" || failed=1; }
    # What is compared does not depend on files that are not in the repository.
    unset WINDLASS_CORPUS
    run shapes 1500
    run transplant 1500
    run smith 1000
    run validate 400
    run load 400
    run text 200
    run api 1500
    run wasi 100
    exit $failed
fi

build release
end=$((SECONDS + ${1:-1} * 3600))
while ((SECONDS < end)); do
    for target in "${targets[@]}"; do
        # Most of the time for what has most to find.
        case $target in
            shapes | transplant) time=300 ;;
            smith) time=120 ;;
            *) time=30 ;;
        esac
        left=$((end - SECONDS))
        ((left > 0)) || break
        "$fuzz" "$target" --seed "$seed" --jobs "$jobs" --time $((time < left ? time : left)) --minimize \
            --state "$folder/$target-$seed.state" --found "$folder" || echo "$target: something was found; see $folder"
    done
done
echo "since the beginning:"
for target in "${targets[@]}"; do
    "$fuzz" "$target" --seed "$seed" --state "$folder/$target-$seed.state" --total
done
