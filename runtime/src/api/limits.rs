//! [`ResourceLimiter`]: what a store may take.

use crate::api::error::{Error, Result, bail};

/// Decides what a store may take. [`Store::limiter`](crate::Store::limiter) puts it in force.
///
/// A memory or table that is created counts as one that grows from nothing.
pub trait ResourceLimiter {
    /// Whether a linear memory of `current` bytes may have `desired` bytes. `maximum` is what its type allows, also in bytes.
    ///
    /// If not, `memory.grow` returns -1, and creating a memory is an error.
    ///
    /// # Errors
    /// An error ends the guest, or the creation, with that error.
    fn memory_growing(&mut self, current: usize, desired: usize, maximum: Option<usize>) -> Result<bool>;

    /// Called after [`memory_growing`](ResourceLimiter::memory_growing) has allowed what turned out to be impossible: `error` says why.
    ///
    /// # Errors
    /// An error ends the guest with that error.
    fn memory_grow_failed(&mut self, error: Error) -> Result<()> {
        drop(error);
        Ok(())
    }

    /// Whether a table of `current` elements may have `desired` elements. `maximum` is what its type allows.
    ///
    /// If not, `table.grow` returns -1, and creating a table is an error.
    ///
    /// # Errors
    /// An error ends the guest, or the creation, with that error.
    fn table_growing(&mut self, current: usize, desired: usize, maximum: Option<usize>) -> Result<bool>;

    /// Called after [`table_growing`](ResourceLimiter::table_growing) has allowed what turned out to be impossible: `error` says why.
    ///
    /// # Errors
    /// An error ends the guest with that error.
    fn table_grow_failed(&mut self, error: Error) -> Result<()> {
        drop(error);
        Ok(())
    }

    /// The most instances in the store.
    fn instances(&self) -> usize {
        DEFAULT_COUNT
    }

    /// The most tables in the store.
    fn tables(&self) -> usize {
        DEFAULT_COUNT
    }

    /// The most linear memories in the store.
    fn memories(&self) -> usize {
        DEFAULT_COUNT
    }
}

/// How many instances, tables and memories a store with a limiter may have, each, unless it says otherwise.
const DEFAULT_COUNT: usize = 10_000;

/// Limits that do not change: the usual [`ResourceLimiter`]. Made by a [`StoreLimitsBuilder`]; by default only the numbers of instances,
/// tables and memories are limited, to 10,000 each.
#[derive(Clone, Debug)]
pub struct StoreLimits {
    memory_size: Option<usize>,
    table_elements: Option<usize>,
    instances: usize,
    tables: usize,
    memories: usize,
    trap_on_grow_failure: bool,
}

impl Default for StoreLimits {
    fn default() -> StoreLimits {
        StoreLimits {
            memory_size: None,
            table_elements: None,
            instances: DEFAULT_COUNT,
            tables: DEFAULT_COUNT,
            memories: DEFAULT_COUNT,
            trap_on_grow_failure: false,
        }
    }
}

impl ResourceLimiter for StoreLimits {
    fn memory_growing(&mut self, current: usize, desired: usize, maximum: Option<usize>) -> Result<bool> {
        let denied_by = |limit: &usize| desired > *limit;
        if self.memory_size.as_ref().is_some_and(denied_by) || maximum.as_ref().is_some_and(denied_by) {
            return self.denied(format_args!("a memory of {current} bytes may not grow to {desired}"));
        }
        Ok(true)
    }

    fn memory_grow_failed(&mut self, error: Error) -> Result<()> {
        if self.trap_on_grow_failure { Err(error) } else { Ok(()) }
    }

    fn table_growing(&mut self, current: usize, desired: usize, maximum: Option<usize>) -> Result<bool> {
        let denied_by = |limit: &usize| desired > *limit;
        if self.table_elements.as_ref().is_some_and(denied_by) || maximum.as_ref().is_some_and(denied_by) {
            return self.denied(format_args!("a table of {current} elements may not grow to {desired}"));
        }
        Ok(true)
    }

    fn table_grow_failed(&mut self, error: Error) -> Result<()> {
        if self.trap_on_grow_failure { Err(error) } else { Ok(()) }
    }

    fn instances(&self) -> usize {
        self.instances
    }

    fn tables(&self) -> usize {
        self.tables
    }

    fn memories(&self) -> usize {
        self.memories
    }
}

impl StoreLimits {
    fn denied(&self, what: core::fmt::Arguments<'_>) -> Result<bool> {
        if self.trap_on_grow_failure {
            bail!("{what}");
        }
        Ok(false)
    }
}

/// Makes [`StoreLimits`].
#[derive(Clone, Debug, Default)]
pub struct StoreLimitsBuilder(StoreLimits);

impl StoreLimitsBuilder {
    /// The limits of [`StoreLimits::default`].
    pub fn new() -> StoreLimitsBuilder {
        StoreLimitsBuilder::default()
    }

    /// The most bytes of each linear memory; without limit by default.
    pub fn memory_size(mut self, bytes: usize) -> StoreLimitsBuilder {
        self.0.memory_size = Some(bytes);
        self
    }

    /// The most elements of each table; without limit by default.
    pub fn table_elements(mut self, elements: usize) -> StoreLimitsBuilder {
        self.0.table_elements = Some(elements);
        self
    }

    /// The most instances in the store; 10,000 by default.
    pub fn instances(mut self, count: usize) -> StoreLimitsBuilder {
        self.0.instances = count;
        self
    }

    /// The most tables in the store; 10,000 by default.
    pub fn tables(mut self, count: usize) -> StoreLimitsBuilder {
        self.0.tables = count;
        self
    }

    /// The most linear memories in the store; 10,000 by default.
    pub fn memories(mut self, count: usize) -> StoreLimitsBuilder {
        self.0.memories = count;
        self
    }

    /// Whether a growth that is denied, or fails, ends the guest with an error instead of returning -1; not by default.
    pub fn trap_on_grow_failure(mut self, trap: bool) -> StoreLimitsBuilder {
        self.0.trap_on_grow_failure = trap;
        self
    }

    /// The limits.
    pub fn build(self) -> StoreLimits {
        self.0
    }
}
