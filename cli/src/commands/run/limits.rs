//! The options that limit a program's time and resources, and the notes about limits that were reached.

use std::fmt::Display;
use std::time::Duration;

use windlass::{Error, ResourceLimiter, Result};

use super::stop;
use crate::arguments::Arguments;
use crate::failure::Failure;

/// The help for these options.
macro_rules! limits_help {
    () => {
        "  --timeout TIME            End the program after this time: seconds, or with a unit such as
                            500ms, 1.5s or 2m
  --max-memory-size SIZE    Limit each memory of the program: bytes, or with a suffix k, m or g
  --max-table-elements N    Limit each table of the program
  --max-instances N         Limit the number of instances
  --fuel-report             Print the fuel that the program consumed: one for each operator and
                            each function entered
"
    };
}
pub(super) use limits_help;

/// The limits of a program.
#[derive(Debug, Default)]
pub(super) struct Limits {
    pub(super) timeout: Option<Duration>,
    memory_size: Option<usize>,
    table_elements: Option<usize>,
    instances: Option<usize>,
    /// Whether to print the fuel that was consumed.
    pub(super) fuel_report: bool,
    /// A note about the last request that exceeded a limit.
    refused: Option<String>,
}

impl Limits {
    /// Parses the option `name` and its value. Returns false if it is not one of these options.
    pub(super) fn accept(&mut self, name: &str, args: &mut Arguments) -> Result<bool, Failure> {
        match name {
            "--timeout" => self.timeout = Some(args.duration()?),
            "--max-memory-size" => self.memory_size = Some(args.size()?),
            "--max-table-elements" => self.table_elements = Some(args.count()?),
            "--max-instances" => self.instances = Some(args.count()?),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Whether the store needs a limiter.
    pub(super) fn limit_resources(&self) -> bool {
        self.memory_size.is_some() || self.table_elements.is_some() || self.instances.is_some()
    }

    /// A note for a program that failed: the limit that ended it, or may have, and the option that changes it.
    pub(super) fn note(&self) -> Option<String> {
        match (stop::reason(), self.timeout) {
            (Some(stop::Reason::Timeout), Some(timeout)) => {
                Some(format!("note: the program was ended after {timeout:?}; '--timeout' sets this limit"))
            }
            _ => self.refused.clone(),
        }
    }

    fn allow(&mut self, desired: usize, limit: Option<usize>, what: impl Display, option: &str) -> bool {
        let refuses = limit.filter(|limit| desired > *limit);
        if let Some(limit) = refuses {
            self.refused =
                Some(format!("note: the program was denied {what}; the limit is {limit}, set by '{option}'"));
        }
        refuses.is_none()
    }
}

impl ResourceLimiter for Limits {
    fn memory_growing(&mut self, _: usize, desired: usize, _: Option<usize>) -> Result<bool, Error> {
        let what = format_args!("a memory of {desired} bytes");
        Ok(self.allow(desired, self.memory_size, what, "--max-memory-size"))
    }

    fn table_growing(&mut self, _: usize, desired: usize, _: Option<usize>) -> Result<bool, Error> {
        let what = format_args!("a table of {desired} elements");
        Ok(self.allow(desired, self.table_elements, what, "--max-table-elements"))
    }

    fn instances(&self) -> usize {
        self.instances.unwrap_or(usize::MAX)
    }
}
