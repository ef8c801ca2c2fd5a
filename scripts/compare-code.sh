#!/bin/sh
# Compares the code that two builds generate for the same modules, on both instruction sets.
#
#   scripts/compare-code.sh BEFORE AFTER MODULE...
#
# BEFORE and AFTER are windlass commands with the features `cross` and `compile`. Prints each module whose code differs, with the code
# size before and after, and the totals. Fails if any code differs.
set -eu
[ $# -ge 3 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 2; }
exec python3 - "$@" <<'PYTHON'
import os, struct, subprocess, sys, tempfile

def code(windlass, target, module, out):
    """The .text section of the file that `windlass` writes."""
    subprocess.run([windlass, "compile", "--target", target, "-o", out, module], check=True)
    with open(out, "rb") as file:
        data = file.read()
    table, = struct.unpack_from("<Q", data, 0x28)
    size, count, names = struct.unpack_from("<HHH", data, 0x3a)
    headers = [struct.unpack_from("<IIQQQQ", data, table + i * size) for i in range(count)]
    strings = headers[names][4]
    for name, _, _, _, offset, length in headers:
        if data[strings + name:].startswith(b".text\0"):
            return data[offset:offset + length]
    raise SystemExit(f"{out}: no .text")

before, after, *modules = sys.argv[1:]
differ = 0
with tempfile.TemporaryDirectory() as folder:
    out = os.path.join(folder, "out")
    for target in ["x86_64", "aarch64"]:
        sums = [0, 0]
        for module in modules:
            old, new = code(before, target, module, out), code(after, target, module, out)
            sums[0] += len(old)
            sums[1] += len(new)
            if old != new:
                differ += 1
                first = next((i for i, (a, b) in enumerate(zip(old, new)) if a != b), min(len(old), len(new)))
                print(f"{target} {module}: {len(old)} -> {len(new)} bytes ({len(new) - len(old):+}), differs from {first:#x}")
        print(f"{target}: {sums[0]} -> {sums[1]} bytes in {len(modules)} modules ({sums[1] - sums[0]:+})")
sys.exit(differ > 0)
PYTHON
