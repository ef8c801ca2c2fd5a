#!/usr/bin/env bash
# Checks that every crate that is to be published can be packed: that its description, keywords, categories, licence files and README are
# there, and that what it depends on has a version.
set -euo pipefail
cd "$(dirname "$0")/.."

crates=(windlass-masm windlass-isa windlass-codegen windlass windlass-wasi windlass-disas windlass-cli)
for crate in "${crates[@]}"; do
    files=$(cargo package --list --allow-dirty --locked --quiet -p "$crate")
    for file in Cargo.toml LICENSE-APACHE LICENSE-MIT README.md; do
        grep -qxF "$file" <<< "$files" || { echo "$crate: $file is missing"; exit 1; }
    done
    echo "$crate: $(wc -l <<< "$files") files"
done
cargo metadata --format-version 1 --no-deps --locked | python3 -c '
import json, sys
failed = False
packages = json.load(sys.stdin)["packages"]
published = [package for package in packages if package["publish"] is None]
names = sorted(package["name"] for package in published)
if names != sorted(sys.argv[1:]):
    sys.exit(f"these crates are not marked `publish = false`: {names}")
for package in published:
    for key in ["description", "license", "keywords", "categories", "readme", "rust_version"]:
        if not package[key]:
            failed = print(package["name"], "has no", key) or True
    if len(package["keywords"]) > 5 or len(package["categories"]) > 5:
        failed = print(package["name"], "has more than five keywords or categories") or True
    for dependency in package["dependencies"]:
        if dependency["req"] == "*" and dependency["kind"] is None:
            failed = print(package["name"], "depends on any version of", dependency["name"]) or True
sys.exit(failed)
' "${crates[@]}"
