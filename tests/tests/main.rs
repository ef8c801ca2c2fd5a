//! Tests of Windlass as a whole.

mod command;
mod command_line;
mod hostile_input;
mod listings;
mod programs;
mod regressions;
mod specification;
// Operators on vectors are not implemented for other machines yet.
#[cfg(target_arch = "x86_64")]
mod vector_operands;

/// Writes a line to standard error, also where the test harness keeps back what passing tests print.
macro_rules! say {
    ($($args:tt)*) => {{
        use std::io::Write;
        let _ = writeln!(std::io::stderr(), $($args)*);
    }};
}
pub(crate) use say;
