#!/usr/bin/env bash
# Bisects wrong code to one peephole optimization. COMMAND runs a debug build of windlass, or one with the feature fuse-limit, with
# '--fuse-limit "$LIMIT"', and fails if the result is wrong:
#
#   scripts/bisect-fusion.sh 'target/debug/windlass run --fuse-limit "$LIMIT" wrong.wasm | cmp - expected'
#
# Then compare 'windlass disas --fuse-limit N' with N - 1, where N is the number found.
set -euo pipefail
command=${1:?usage: $0 COMMAND}
succeeds() {
    LIMIT=$1 bash -c "$command" >/dev/null 2>&1
}
if ! succeeds 0; then
    echo "the result is wrong without peephole optimizations"
    exit 1
fi
right=0 wrong=4294967295
if succeeds $wrong; then
    echo "the result is right with all peephole optimizations"
    exit 1
fi
while ((wrong - right > 1)); do
    middle=$(((right + wrong) / 2))
    if succeeds $middle; then right=$middle; else wrong=$middle; fi
done
echo "peephole optimization $wrong makes the result wrong"
