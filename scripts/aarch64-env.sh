# Source this file to make cargo build for aarch64 and run the programs under emulation. See aarch64-setup.sh.
#
# Uses the distribution's compiler, for which aarch64-setup.sh installs the aarch64 standard library. Programs are linked statically,
# so that they need no aarch64 system libraries.
export RUSTC=/usr/bin/rustc RUSTDOC=/usr/bin/rustdoc
export CARGO_BUILD_TARGET=aarch64-unknown-linux-gnu CARGO_TARGET_DIR=${CARGO_TARGET_DIR_AARCH64:-target/aarch64}
export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER=aarch64-linux-gnu-gcc
export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUSTFLAGS="-C target-feature=+crt-static"
export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUNNER="timeout 1200 qemu-aarch64"
# For tests that run the command.
export WINDLASS_RUNNER="qemu-aarch64"
