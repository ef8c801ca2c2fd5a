#!/usr/bin/env python3
"""Prints tables of program sizes: `size.py DIRECTORY NAME...`. DIRECTORY contains each program NAME with symbols, and
NAME.stripped without."""

import collections
import pathlib
import re
import subprocess
import sys

# These precede the crate in the symbol of an implementation for a wrapped type, such as `<&mut crate::Type as Trait>`.
WRAPPERS = r"(?:&|mut |dyn |\(|\[|\*const |\*mut |alloc::boxed::Box<|alloc::sync::Arc<|alloc::vec::Vec<)*"


def crate_of(name):
    """The crate of a demangled symbol."""
    if "::" not in name:
        return "C, assembly and unnamed data"
    path = name[1:] if name.startswith("<") else name
    path = re.sub(f"^{WRAPPERS}", "", path)
    crate = re.match(r"[A-Za-z_]\w*", path)
    return crate[0] if crate else "others"


def by_crate(program):
    """Bytes of code and of named data by crate."""
    names = subprocess.run(["nm", "--demangle", "--size-sort", "-S", program], capture_output=True, text=True, check=True)
    sizes = collections.Counter()
    for line in names.stdout.splitlines():
        fields = line.split(maxsplit=3)
        if len(fields) == 4 and fields[2] in "tTrRdDwW":
            sizes[crate_of(fields[3])] += int(fields[1], 16)
    return sizes


def sections(program):
    """Bytes of the file by section."""
    listing = subprocess.run(["size", "-A", program], capture_output=True, text=True, check=True).stdout
    rows = (line.split() for line in listing.splitlines())
    return {row[0]: int(row[1]) for row in rows if len(row) == 3 and row[0].startswith(".") and row[0] != ".bss"}


def main():
    directory, names = pathlib.Path(sys.argv[1]), sys.argv[2:]
    sizes = {name: (directory / f"{name}.stripped").stat().st_size for name in names}
    print("\n## Bytes of each build\n")
    print("| build | bytes |\n| --- | ---: |")
    for name in names:
        print(f"| `{name}` | {sizes[name]:,} |")
    std = {"core", "alloc", "std", "hashbrown", "gimli", "addr2line", "rustc_demangle", "miniz_oxide", "object", "memchr"}
    print("\n## Code and constants by crate\n")
    print("Generic code counts for the crate that defines it, inlined code for the crate it is inlined into.\n")
    crates = {name: by_crate(directory / name) for name in names}
    standard = {name: sum(n for crate, n in crates[name].items() if crate in std) for name in names}
    print("| crate | " + " | ".join(f"`{name}`" for name in names) + " |\n| --- |" + " ---: |" * len(names))
    print("| standard library | " + " | ".join(f"{standard[name]:,}" for name in names) + " |")
    every = collections.Counter()
    for counter in crates.values():
        every |= counter
    for crate, most in every.most_common():
        if crate not in std and most >= 2000:
            print(f"| {crate} | " + " | ".join(f"{crates[name][crate]:,}" for name in names) + " |")
    print("\n## Sections\n")
    every_section = {name: sections(directory / f"{name}.stripped") for name in names}
    print("| section | " + " | ".join(f"`{name}`" for name in names) + " |\n| --- |" + " ---: |" * len(names))
    for section in sorted({s for table in every_section.values() for s in table}, key=lambda s: -every_section[names[0]].get(s, 0)):
        row = [every_section[name].get(section, 0) for name in names]
        if max(row) >= 2000:
            print(f"| `{section}` | " + " | ".join(f"{n:,}" for n in row) + " |")


main()
