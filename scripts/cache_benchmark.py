#!/usr/bin/env python3
"""Measures `windlass run --cache`: what a run takes without it, with an empty cache, and with one that has the module.

Usage: cache_benchmark.py WINDLASS CORPUS [N]

CORPUS has the folders `apps` and `run`. Prints a table in Markdown: the least time of N runs (default 5) in milliseconds, and the most
memory that one of them had, in MiB. A cold run is the first with an empty cache; what it has started in the background is waited for, and
not part of it. Where that has left nothing, because the program is sooner done, `--cache-only` fills the cache for the warm runs in
brackets.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time

PROGRAMS = [
    ("python, `--version`", "apps/python.wasm", ["--version"]),
    ("python, `-c pass`", "apps/python.wasm", ["-c", "pass"]),
    ("python, script.py", "apps/python.wasm", ["/script/script.py", "/data"]),
    ("rs-wasmi", "run/rs-wasmi.wasm", []),
    ("rs-rhai_script", "run/rs-rhai_script.wasm", []),
    ("rs-regexes", "run/rs-regexes.wasm", []),
    ("sqlite-speedtest1", "run/sqlite-speedtest1.wasm", []),
    ("rs-physics", "run/rs-physics.wasm", []),
    ("brotli", "run/brotli.wasm", []),
    ("zstd", "run/zstd.wasm", []),
    ("png", "run/png.wasm", []),
    ("hello", "apps/hello.wasm", []),
]


def run(command):
    """Milliseconds and MiB of one run."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    assert status == 0, (command, status)
    return (time.perf_counter() - start) * 1000, usage.ru_maxrss / 1024


def best(samples):
    return min(ms for ms, _ in samples), max(mib for _, mib in samples)


def settled(cache):
    """Waits until nothing works on the cache; says whether something is kept there."""
    while subprocess.run(["pgrep", "-f", f"cache-only=.*{cache}"], stdout=subprocess.DEVNULL).returncode == 0:
        time.sleep(0.05)
    return any(name.endswith(".so") for name in os.listdir(cache))


def main():
    windlass, corpus = sys.argv[1:3]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    print("| program | plain | cold | warm |")
    print("| --- | --- | --- | --- |")
    for name, file, arguments in PROGRAMS:
        scratch = tempfile.mkdtemp()
        cache, data = f"{scratch}/cache", f"{scratch}/data"
        os.mkdir(data)
        rest = ["--dir", f"{corpus}/apps::/script", "--dir", f"{data}::/data", f"{corpus}/{file}", *arguments]
        cached = [windlass, "run", f"--cache={cache}"]
        plain, cold, warm = [], [], []
        for _ in range(count):
            plain.append(run([windlass, "run", *rest]))
            shutil.rmtree(cache, ignore_errors=True)
            cold.append(run([*cached, *rest]))
            kept = settled(cache)
            if not kept:
                subprocess.run([*cached, "--cache-only", *rest], check=True)
            warm.append(run([*cached, *rest]))
        show = lambda samples: "{:.1f} ms, {:.0f} MiB".format(*best(samples))
        left, right = ("", "") if kept else ("(", ")")
        print(f"| {name} | {show(plain)} | {show(cold)} | {left}{show(warm)}{right} |", flush=True)
        shutil.rmtree(scratch)


main()
