#!/usr/bin/env bash
# Finds the one peephole optimization that makes wrong code. COMMAND runs a debug build of windlass, or one with the feature
# fuse-limit, with '--fuse-limit "$LIMIT"', and fails where the result is wrong:
#
#   scripts/bisect-fusion.sh 'target/debug/windlass run --fuse-limit "$LIMIT" wrong.wasm | cmp - expected'
#
# With the number N that is found, compare what 'windlass disas --fuse-limit' shows for N and for N - 1.
set -euo pipefail
command=${1:?usage: $0 COMMAND}
succeeds() {
    LIMIT=$1 bash -c "$command" >/dev/null 2>&1
}
if ! succeeds 0; then
    echo "it is wrong without any peephole optimization"
    exit 1
fi
right=0 wrong=4294967295
if succeeds $wrong; then
    echo "it is right with all of them"
    exit 1
fi
while ((wrong - right > 1)); do
    middle=$(((right + wrong) / 2))
    if succeeds $middle; then right=$middle; else wrong=$middle; fi
done
echo "number $wrong makes it wrong"
