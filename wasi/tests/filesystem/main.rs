//! Files and directories: what can be done with them, and that nothing can be done with those outside.

#[path = "../guest/mod.rs"]
mod guest;
#[path = "../kernel/mod.rs"]
mod kernel;

mod files;
mod path_table;
mod procfs;
mod ways_out;
mod without_openat2;
