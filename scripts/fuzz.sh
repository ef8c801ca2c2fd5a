#!/usr/bin/env bash
# Runs all fuzz targets, and prints totals and findings at the end.
#
#   scripts/fuzz.sh [HOURS]     runs the targets in turns of a few minutes, for HOURS (default: 1); continues the previous run
#   scripts/fuzz.sh --quick     runs a fixed number of cases of each target, the same every time
#
# FUZZ_SEED: the seed (default: 1). FUZZ_JOBS: the number of processes (default: 1). FUZZ_FOLDER: the directory for states, failing
# cases and scripts that reproduce them (default: target/fuzzing). A target's state is valid for one seed and one WINDLASS_CORPUS.
set -euo pipefail
cd "$(dirname "$0")/.."

targets=(shapes transplant smith api validate load text wasi)
seed=${FUZZ_SEED:-1} jobs=${FUZZ_JOBS:-1} folder=${FUZZ_FOLDER:-target/fuzzing}
mkdir -p "$folder"

# build PROFILE ARGUMENTS...: builds the fuzzer in the same directory as the launcher does.
fuzz=
build() {
    local folder=${CARGO_TARGET_DIR:-target}/fuzz profile=$1
    shift
    cargo build --quiet --profile "$profile" --locked --manifest-path fuzz/Cargo.toml --target-dir "$folder" --bin windlass-fuzz "$@"
    fuzz=$folder/$profile/windlass-fuzz
}

if [[ ${1:-} == --quick ]]; then
    # Without Wasmtime, which takes longer to build than everything else. A difference from wasmi is then printed, but is no failure:
    # only a third engine can decide which one is right.
    build quick --no-default-features
    failed=0
    run() { "$fuzz" "$1" --cases "$2" --seed 16 --jobs "${FUZZ_JOBS:-2}" --found "$folder" || failed=1; }
    # Depend only on files in the repository.
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
        # The most productive targets get the most time.
        case $target in
            shapes | transplant) time=300 ;;
            smith) time=120 ;;
            *) time=30 ;;
        esac
        left=$((end - SECONDS))
        ((left > 0)) || break
        "$fuzz" "$target" --seed "$seed" --jobs "$jobs" --time $((time < left ? time : left)) --minimize \
            --state "$folder/$target-$seed.state" --found "$folder" || echo "$target: failed; see $folder"
    done
done
echo "totals of all runs:"
for target in "${targets[@]}"; do
    "$fuzz" "$target" --seed "$seed" --state "$folder/$target-$seed.state" --total
done
