#!/usr/bin/env bash
# Installs the tools to build and run for aarch64 on an x86_64 Debian machine: a Rust compiler with the aarch64 standard library, the
# cross linker and a user-mode emulator. Run as root. Takes about a minute; does nothing if they are installed.
set -euo pipefail

emulator_version() {
    qemu-aarch64 --version 2>/dev/null | sed -n '1s/.*version \([0-9]*\).*/\1/p'
}

if [[ $(emulator_version) -ge 10 && -d /usr/lib/rustlib/aarch64-unknown-linux-gnu ]] && type -P aarch64-linux-gnu-gcc >/dev/null; then
    exit 0
fi

dpkg --add-architecture arm64
# QEMU before version 10 runs stale code after patching, and makes large address space reservations expensive. If the release has an
# older version, use the backports of the same mirror.
source /etc/os-release
sources=/etc/apt/sources.list.d
if ! ls "$sources"/*backports* >/dev/null 2>&1 && [[ -f $sources/debian.sources ]]; then
    awk -v suite="$VERSION_CODENAME-backports" \
        'BEGIN { RS = ""; ORS = "\n\n" } /Suites:.*-updates/ { sub(/Suites:[^\n]*/, "Suites: " suite); print }' \
        "$sources/debian.sources" > "$sources/debian-backports.sources"
fi
apt-get -qq update
apt-get -qq install -y --no-install-recommends \
    rustc-web libstd-rust-web-dev:arm64 gcc-aarch64-linux-gnu libc6-dev-arm64-cross >/dev/null
apt-get -qq install -y --no-install-recommends -t "$VERSION_CODENAME-backports" qemu-user >/dev/null
/usr/bin/rustc --version
qemu-aarch64 --version | head -1
