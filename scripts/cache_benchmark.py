#!/usr/bin/env python3
"""Measures `windlass run` without the cache, with an empty cache, and with a cached module.

Usage: cache_benchmark.py WINDLASS CORPUS [N]

CORPUS has the folders `apps` and `run`. Prints a Markdown table with the minimum CPU time of N runs (default 5) in milliseconds, and the
peak memory in MiB, measured by GNU `time`. The cold run is the first one with an empty cache; the script waits for its background
process, but does not measure it. If that process cached nothing because the program ended first, `--cache-only` fills the cache, and
the warm runs are in brackets.
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
    """CPU time in milliseconds and peak memory in MiB of one run."""
    # The peak memory of a process includes that of the program that started it before `exec`. So start it from a small program:
    # `time`, which itself takes less than a millisecond.
    with tempfile.NamedTemporaryFile("r") as report:
        null = subprocess.DEVNULL
        timed = ["time", "-q", "-f", "%M", "-o", report.name, *command]
        child = subprocess.Popen(timed, stdin=null, stdout=null, stderr=null)
        _, status, usage = os.wait4(child.pid, 0)
        assert status == 0, (command, status)
        return (usage.ru_utime + usage.ru_stime) * 1000, int(report.read()) / 1024


def best(samples):
    return min(ms for ms, _ in samples), max(mib for _, mib in samples)


def settled(cache):
    """Waits for the background process. Returns whether the cache contains a module."""
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
        show = lambda samples: "{:.1f} ms, {:.1f} MiB".format(*best(samples))
        left, right = ("", "") if kept else ("(", ")")
        print(f"| {name} | {show(plain)} | {show(cold)} | {left}{show(warm)}{right} |", flush=True)
        shutil.rmtree(scratch)


main()
