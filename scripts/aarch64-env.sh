# To be sourced: makes cargo build for aarch64 and run what it built under emulation. See aarch64-setup.sh.
#
# The distribution's compiler, since it has a standard library for aarch64 that rustup's cannot use. Statically linked
# programs run without the libraries of an aarch64 system.
export RUSTC=/usr/bin/rustc RUSTDOC=/usr/bin/rustdoc
export CARGO_BUILD_TARGET=aarch64-unknown-linux-gnu CARGO_TARGET_DIR=${CARGO_TARGET_DIR_AARCH64:-target/aarch64}
export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc
export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUSTFLAGS="-C target-feature=+crt-static"
export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER="timeout 1200 qemu-aarch64"
# For tests that run a command of their own.
export WINDLASS_RUNNER="qemu-aarch64"
