//! Files and directories: the operations on them, and their confinement.

#[path = "../guest/mod.rs"]
mod guest;
#[path = "../kernel/mod.rs"]
mod kernel;

mod files;
mod path_table;
mod procfs;
mod ways_out;
mod without_openat2;
