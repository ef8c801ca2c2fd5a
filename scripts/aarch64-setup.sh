#!/usr/bin/env bash
# Installs what building and running for aarch64 on an x86_64 machine with Debian takes: a Rust compiler with the standard
# library for aarch64, the cross linker, and a user-mode emulator. About a minute, as root; nothing the second time.
set -euo pipefail

emulator_version() {
    qemu-aarch64 --version 2>/dev/null | sed -n '1s/.*version \([0-9]*\).*/\1/p'
}

if [[ $(emulator_version) -ge 10 && -d /usr/lib/rustlib/aarch64-unknown-linux-gnu ]] && type -P aarch64-linux-gnu-gcc >/dev/null; then
    exit 0
fi

dpkg --add-architecture arm64
# Emulators before version 10 run stale code after it was patched, and make a large reservation of addresses expensive.
# Where the release has an older one, it is in the backports of the same mirror.
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
