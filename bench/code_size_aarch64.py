#!/usr/bin/env python3
"""Writes docs/CODE_SIZE_AARCH64.md: the aarch64 code size of every module of the corpus, for Windlass and Winch.

  WINDLASS_CORPUS=DIRECTORY bench/code_size_aarch64.py [WASMTIME] > docs/CODE_SIZE_AARCH64.md

WASMTIME is the command that contains Winch, `wasmtime` by default. Exits with status 1 if Windlass's code is not smaller for some
module. Runs on any machine: both cross-compile.
"""
import csv
import math
import os
import struct
import subprocess
import sys
import tempfile

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir)

# ELF: the type of a symbol table, and of a function symbol.
SYMTAB = 2
FUNC = 2

HEAD = """# Code size on aarch64

Bytes of aarch64 code per byte of the code section, for every module of the corpus: Windlass, and Winch, the baseline compiler of
{version}. Both use guard pages, without bounds checks. Windlass's size is that of all functions with their constants and jump tables.
Winch's is that of the functions written by `wasmtime compile -C compiler=winch --target aarch64`, without trampolines and padding.
"Refused": Winch does not compile the module for aarch64.

Written by `bench/code_size_aarch64.py`.

| module | code section | Windlass | per byte | Winch | per byte | Windlass / Winch |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |"""


def code_section_size(path):
    """The size of the content of section 10 (code), in bytes."""
    with open(path, 'rb') as file:
        wasm = file.read()
    at = 8
    while at < len(wasm):
        section, at = wasm[at], at + 1
        size = shift = 0
        while True:
            byte, at = wasm[at], at + 1
            size |= (byte & 0x7f) << shift
            shift += 7
            if byte < 0x80:
                break
        if section == 10:
            return size
        at += size
    return 0


def function_sizes(path, prefix):
    """The total size of the functions in an ELF file whose symbols begin with `prefix`. This excludes Wasmtime's trampolines and the
    zeros at the end of its `.text` section."""
    with open(path, 'rb') as file:
        elf = file.read()
    (headers,) = struct.unpack_from('<Q', elf, 0x28)
    header_size, count = struct.unpack_from('<HH', elf, 0x3a)
    sections = [struct.unpack_from('<IIQQQQI', elf, headers + i * header_size) for i in range(count)]
    _, _, _, _, symbols, length, link = next(section for section in sections if section[1] == SYMTAB)
    names = sections[link][4]
    total = 0
    for at in range(symbols, symbols + length, 24):
        name, info, _, _, _, size = struct.unpack_from('<IBBHQQ', elf, at)
        if info & 15 == FUNC and elf.startswith(prefix, names + name):
            total += size
    return total


def windlass(path, out):
    command = ['cargo', 'run', '--quiet', '--release', '-p', 'windlass-cli', '--', 'compile', '--target', 'aarch64-linux',
               path, '-o', out]
    subprocess.run(command, cwd=ROOT, check=True)
    return function_sizes(out, b'')


def winch(wasmtime, path, out):
    """The code size, or None if the compiler refuses the module."""
    command = [wasmtime, 'compile', '-C', 'compiler=winch', '--target', 'aarch64', path, '-o', out]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        print(f'{path}: {done.stderr.strip().splitlines()[-1].strip()}', file=sys.stderr)
        return None
    return function_sizes(out, b'wasm[0]::function[')


def main():
    corpus = os.path.abspath(os.environ['WINDLASS_CORPUS'])
    wasmtime = sys.argv[1] if len(sys.argv) > 1 else 'wasmtime'
    version = subprocess.run([wasmtime, '--version'], capture_output=True, text=True, check=True).stdout.strip()
    print(HEAD.format(version=version))
    ratios, larger, refused = [], [], 0
    with open(os.path.join(corpus, 'MANIFEST.tsv')) as manifest, tempfile.TemporaryDirectory() as scratch:
        for module in csv.DictReader(manifest, delimiter='\t', quoting=csv.QUOTE_NONE):
            path = os.path.join(corpus, module['path'])
            section = code_section_size(path)
            ours = windlass(path, os.path.join(scratch, 'windlass'))
            theirs = winch(wasmtime, path, os.path.join(scratch, 'winch'))
            row = f'| {module["path"].removesuffix(".wasm")} | {section} | {ours} | {ours / section:.2f} '
            if theirs is None:
                refused += 1
                print(row + '| refused | | |')
                continue
            print(row + f'| {theirs} | {theirs / section:.2f} | {ours / theirs:.2f} |')
            ratios.append(ours / theirs)
            if ours >= theirs:
                larger.append(module['path'])
    mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
    print(f'\nOf the {len(ratios)} modules that both compile, Windlass\'s code is {mean:.2f} times the size of Winch\'s in the')
    print(f'geometric mean, {min(ratios):.2f} at best and {max(ratios):.2f} at worst. Refused by Winch: {refused}.')
    if larger:
        sys.exit(f'not smaller: {", ".join(larger)}')


if __name__ == '__main__':
    main()
