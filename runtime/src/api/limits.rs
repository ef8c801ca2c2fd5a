//! [`ResourceLimiter`]: limits the resources of a store.

use crate::api::error::{Error, Result, bail};

/// Limits the resources of a store. Install it with [`Store::limiter`](crate::Store::limiter).
///
/// Creating a memory or table counts as growing it from zero.
pub trait ResourceLimiter {
    /// Whether a linear memory of `current` bytes may grow to `desired` bytes. `maximum` is the limit of its type, also
    /// in bytes.
    ///
    /// If not, `memory.grow` returns -1, and creating a memory fails.
    ///
    /// The memory that the exceptions of a store take is one, too; if it may not grow, the guest ends with an error.
    ///
    /// # Errors
    /// An error ends the guest or the creation with that error.
    fn memory_growing(&mut self, current: usize, desired: usize, maximum: Option<usize>) -> Result<bool>;

    /// Called if growth fails although [`memory_growing`](ResourceLimiter::memory_growing) allowed it; `error` is the
    /// reason.
    ///
    /// # Errors
    /// An error ends the guest with that error.
    fn memory_grow_failed(&mut self, error: Error) -> Result<()> {
        drop(error);
        Ok(())
    }

    /// Whether a table of `current` elements may grow to `desired` elements. `maximum` is the limit of its type.
    ///
    /// If not, `table.grow` returns -1, and creating a table fails.
    ///
    /// # Errors
    /// An error ends the guest or the creation with that error.
    fn table_growing(&mut self, current: usize, desired: usize, maximum: Option<usize>) -> Result<bool>;

    /// Called if growth fails although [`table_growing`](ResourceLimiter::table_growing) allowed it; `error` is the
    /// reason.
    ///
    /// # Errors
    /// An error ends the guest with that error.
    fn table_grow_failed(&mut self, error: Error) -> Result<()> {
        drop(error);
        Ok(())
    }

    /// The maximum number of instances in the store.
    fn instances(&self) -> usize {
        DEFAULT_COUNT
    }

    /// The maximum number of tables in the store.
    fn tables(&self) -> usize {
        DEFAULT_COUNT
    }

    /// The maximum number of linear memories in the store.
    fn memories(&self) -> usize {
        DEFAULT_COUNT
    }
}

/// The default limit for each of instances, tables and memories.
const DEFAULT_COUNT: usize = 10_000;

/// A [`ResourceLimiter`] with fixed limits, created by a [`StoreLimitsBuilder`]. By default, only the numbers of
/// instances, tables and memories are limited, to 10,000 each.
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

/// Builds [`StoreLimits`].
#[derive(Clone, Debug, Default)]
pub struct StoreLimitsBuilder(StoreLimits);

impl StoreLimitsBuilder {
    /// Starts with the limits of [`StoreLimits::default`].
    pub fn new() -> StoreLimitsBuilder {
        StoreLimitsBuilder::default()
    }

    /// The maximum size of each linear memory in bytes; unlimited by default.
    pub fn memory_size(mut self, bytes: usize) -> StoreLimitsBuilder {
        self.0.memory_size = Some(bytes);
        self
    }

    /// The maximum number of elements in each table; unlimited by default.
    pub fn table_elements(mut self, elements: usize) -> StoreLimitsBuilder {
        self.0.table_elements = Some(elements);
        self
    }

    /// The maximum number of instances in the store; 10,000 by default.
    pub fn instances(mut self, count: usize) -> StoreLimitsBuilder {
        self.0.instances = count;
        self
    }

    /// The maximum number of tables in the store; 10,000 by default.
    pub fn tables(mut self, count: usize) -> StoreLimitsBuilder {
        self.0.tables = count;
        self
    }

    /// The maximum number of linear memories in the store; 10,000 by default.
    pub fn memories(mut self, count: usize) -> StoreLimitsBuilder {
        self.0.memories = count;
        self
    }

    /// Whether growth that is denied or fails ends the guest with an error instead of returning -1; false by default.
    pub fn trap_on_grow_failure(mut self, trap: bool) -> StoreLimitsBuilder {
        self.0.trap_on_grow_failure = trap;
        self
    }

    /// Returns the limits.
    pub fn build(self) -> StoreLimits {
        self.0
    }
}
