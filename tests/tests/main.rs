//! Integration tests of Windlass.

mod ahead_of_time;
mod atomic_operands;
mod bombs;
mod cache;
mod changing_files;
mod command;
mod command_line;
mod documentation;
mod features;
mod hostile_input;
mod interrupted;
mod listings;
mod min_platform;
mod names_of_modules;
mod options;
mod own_programs;
mod peepholes;
mod program_world;
mod programs;
mod regressions;
mod sandbox;
mod specification;
mod stopping;
mod switching;
mod vector_immediates;
mod vector_operands;
mod work_in_memory;

/// Writes a line to standard error, even when the test harness captures the output of passing tests.
macro_rules! say {
    ($($args:tt)*) => {{
        use std::io::Write;
        let _ = writeln!(std::io::stderr(), $($args)*);
    }};
}
pub(crate) use say;
