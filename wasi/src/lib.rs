//! WASI preview 1 for Windlass.
//!
//! A [`WasiCtx`] is the environment of a guest; [`PREVIEW1`] is the table of the functions, which operate on it and on the
//! guest's memory; [`add_to_linker`] defines them for modules. A guest can only reach what the embedder opened for it:
//! every path is resolved below an open directory by the capability library `cap-std`, with `openat2` if the kernel has
//! it.
//!
//! The crate contains no unsafe code.

#![forbid(unsafe_code)]

mod abi;
mod clock;
mod cookies;
mod ctx;
mod descriptor;
mod directory;
mod environment;
mod errno;
mod file;
mod functions;
mod guest_memory;
mod iovec;
#[cfg(feature = "linker")]
mod linker;
#[cfg(feature = "linker")]
pub mod p1;
mod path;
mod perms;
mod pipe;
mod poll;
mod process;
mod random;
mod resolve;
mod socket;
mod stat;
mod table;
#[cfg(feature = "threads")]
mod threads;
mod watch;

pub use abi::{FdFlags, OFlags, Rights};
pub use ctx::{WasiCtx, WasiCtxBuilder};
pub use errno::{Errno, Result};
pub use functions::{Function, PREVIEW1, Param, UNSTABLE_DIFFERENCES, unstable};
pub use guest_memory::{GuestMemory, RacingBytes};
#[cfg(feature = "linker")]
pub use linker::add_to_linker;
pub use perms::{DirPerms, FilePerms};
pub use pipe::{MemoryInputPipe, MemoryOutputPipe};
pub use process::I32Exit;
pub use resolve::is_on_procfs;
#[cfg(feature = "threads")]
pub use threads::{WasiThreads, add_threads_to_linker};
