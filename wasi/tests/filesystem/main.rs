//! Files and directories: what can be done with them, and that nothing can be done with those outside.

#[path = "../guest/mod.rs"]
mod guest;

mod files;
mod ways_out;
#[cfg(any(target_arch = "x86_64", target_arch = "aarch64"))]
mod without_openat2;
