#!/usr/bin/env python3
"""Reports circular imports between the files of each crate, and fails if there are any.

    scripts/import-circles.py [CRATE_SOURCE_FOLDER...]

A module and its submodules may import each other, since a type and the files that implement it may share a folder. So only circles
between unrelated modules are reported. Imports in tests do not count.
"""
import os, re, sys

CRATES = ["masm/src", "isa/src", "codegen/src", "runtime/src", "wasi/src", "disas/src", "capi/src", "cli/src", "filetests/src"]

# The known circles with their reasons: the modules that may be part of them.
KNOWN = {
    # A store owns the items of the API, and their handles refer to the store. Memory is mapped from a sealed file, and a sealed file
    # is mapped.
    "runtime/src": {
        "api", "code", "guest", "instances", "store", "platform::linux::memory", "platform::linux::sealed_file",
    },
    # The files that implement an assembler's methods also define the parts of its state.
    "isa/src": {
        "aarch64::assembler", "aarch64::control", "aarch64::facts", "aarch64::int", "aarch64::last_slot", "aarch64::pair",
        "aarch64::window", "x86_64::assembler", "x86_64::branch", "x86_64::cold", "x86_64::compare", "x86_64::control",
        "x86_64::facts", "x86_64::scaled", "x86_64::window",
    },
    # Paths are resolved in a directory, and opening a directory resolves a path.
    "wasi/src": {"descriptor", "resolve"},
}


def is_known(root, component):
    """Whether all modules of a circle belong to a known circle, or are submodules of its modules."""
    known = KNOWN.get(root, set())
    return all(any("::".join(module[: i + 1]) in known for i in range(len(module))) for module in component)


def sources(root):
    """The files of a crate, by module path."""
    files = {}
    for folder, _, names in os.walk(root):
        for name in names:
            if not name.endswith(".rs"):
                continue
            path = os.path.relpath(os.path.join(folder, name), root)[:-3].split(os.sep)
            if path[-1] in ("mod", "lib", "main"):
                path.pop()
            if path and path[-1] == "tests" or any(part.endswith("_tests") for part in path):
                continue
            files[tuple(path)] = os.path.join(folder, name)
    return files


def without_tests(text):
    """The text without comments, and without modules and items that are compiled for tests only."""
    text = re.sub(r"//[^\n]*", "", text)
    while match := re.search(r"#\[cfg\(test\)\]\s*(pub\S*\s+)?(mod|use|fn|impl|struct|const)\b", text):
        depth, at = 0, match.end()
        while at < len(text):
            if text[at] == "{":
                depth += 1
            elif text[at] == "}":
                depth -= 1
                if depth == 0:
                    break
            elif text[at] == ";" and depth == 0:
                break
            at += 1
        text = text[: match.start()] + text[at + 1 :]
    return text


def flatten(tree, prefix=()):
    """The paths of a `use` declaration, with braces expanded."""
    tree = tree.strip()
    if "{" not in tree:
        yield prefix + tuple(part.split(" as ")[0].strip() for part in tree.split("::"))
        return
    head, rest = tree.split("{", 1)
    head = prefix + tuple(part.strip() for part in head.split("::") if part.strip())
    depth, item = 0, ""
    for char in rest[: rest.rindex("}")]:
        depth += (char == "{") - (char == "}")
        if char == "," and depth == 0:
            if item.strip():
                yield from flatten(item, head)
            item = ""
        else:
            item += char
    if item.strip():
        yield from flatten(item, head)


def uses(module, text, files):
    """The modules of the crate that a file uses."""
    found = set()
    paths = [path for match in re.finditer(r"^\s*(?:pub(?:\([^)]*\))?\s+)?use\s+([^;]+);", text, re.M) for path in flatten(match.group(1))]
    for match in re.finditer(r"\b((?:crate|super)(?:::\w+)+)", text):
        paths.append(tuple(match.group(1).split("::")))
    for path in paths:
        if path[0] == "crate":
            target = path[1:]
        elif path[0] in ("self", "super"):
            base = list(module)
            rest = list(path)
            while rest and rest[0] in ("self", "super"):
                if rest.pop(0) == "super" and base:
                    base.pop()
            target = tuple(base + rest)
        else:
            continue
        while target and target not in files:
            target = target[:-1]
        if target in files and target != module:
            found.add(target)
    return found


def is_inside(a, b):
    """Whether one of two modules is a submodule of the other."""
    return a[: len(b)] == b or b[: len(a)] == a


def circles(graph):
    """The strongly connected components with more than one module (Tarjan's algorithm)."""
    index, low, stack, on_stack, found, counter = {}, {}, [], set(), [], [0]

    def visit(node):
        index[node] = low[node] = counter[0]
        counter[0] += 1
        stack.append(node)
        on_stack.add(node)
        for target in graph[node]:
            if target not in index:
                visit(target)
                low[node] = min(low[node], low[target])
            elif target in on_stack:
                low[node] = min(low[node], index[target])
        if low[node] == index[node]:
            component = []
            while True:
                top = stack.pop()
                on_stack.discard(top)
                component.append(top)
                if top == node:
                    break
            if len(component) > 1:
                found.append(sorted(component))

    sys.setrecursionlimit(10000)
    for node in sorted(graph):
        if node not in index:
            visit(node)
    return found


failed = False
for root in sys.argv[1:] or CRATES:
    files = sources(root)
    texts = {module: without_tests(open(path, encoding="utf-8").read()) for module, path in files.items()}
    graph = {
        module: {target for target in uses(module, text, files) if not is_inside(module, target)}
        for module, text in texts.items()
    }
    for component in circles(graph):
        if is_known(root, component):
            continue
        failed = True
        print(f"{root}: {len(component)} files use each other in a circle:")
        for module in component:
            targets = sorted("::".join(target) for target in graph[module] if target in component)
            print(f"    {files[module]} uses {', '.join(targets)}")
sys.exit(failed)
