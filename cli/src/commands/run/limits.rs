//! `--timeout` and what else limits a program, and which limit it was that ended it.

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
  --max-instances N         Limit the instances of modules
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
    /// The limit that something was refused by last.
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

    /// Whether a store has to ask.
    pub(super) fn limit_resources(&self) -> bool {
        self.memory_size.is_some() || self.table_elements.is_some() || self.instances.is_some()
    }

    /// What to say of a program that failed: which limit ended it, or may have, and what to pass.
    pub(super) fn note(&self) -> Option<String> {
        match (stop::reason(), self.timeout) {
            (Some(stop::Reason::Timeout), Some(timeout)) => {
                Some(format!("note: the program ran for {timeout:?}: '--timeout' gives it more time"))
            }
            _ => self.refused.clone(),
        }
    }

    fn allow(&mut self, desired: usize, limit: Option<usize>, what: impl Display, option: &str) -> bool {
        let refuses = limit.filter(|limit| desired > *limit);
        if let Some(limit) = refuses {
            self.refused = Some(format!("note: the program was refused {what} beyond {limit}: '{option}' allows more"));
        }
        refuses.is_none()
    }
}

impl ResourceLimiter for Limits {
    fn memory_growing(&mut self, _: usize, desired: usize, _: Option<usize>) -> Result<bool, Error> {
        let what = format_args!("a memory of {desired} bytes,");
        Ok(self.allow(desired, self.memory_size, what, "--max-memory-size"))
    }

    fn table_growing(&mut self, _: usize, desired: usize, _: Option<usize>) -> Result<bool, Error> {
        let what = format_args!("a table of {desired} elements,");
        Ok(self.allow(desired, self.table_elements, what, "--max-table-elements"))
    }

    fn instances(&self) -> usize {
        self.instances.unwrap_or(usize::MAX)
    }
}
