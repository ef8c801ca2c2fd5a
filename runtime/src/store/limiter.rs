//! Applies the embedder's [`ResourceLimiter`] before a store allocates resources.

use alloc::boxed::Box;
use core::marker::PhantomData;

use windlass_codegen::types::{MemoryType, TableType};

use super::{StoreInner, StoreOpaque};
use crate::api::error::{Result, bail, format_err};
use crate::api::limits::ResourceLimiter;
use crate::api::module::Module;

/// Returns the limiter in the store's data.
pub(super) type GetLimiter<T> = Box<dyn (FnMut(&mut T) -> &mut dyn ResourceLimiter) + Send + Sync>;

/// Returns the limiter of a store with any data type.
pub(super) type LimiterOf =
    for<'a> unsafe fn(store: *mut (), PhantomData<&'a mut ()>) -> Option<&'a mut (dyn ResourceLimiter + 'a)>;

/// The [`LimiterOf`] of a store of `T`.
///
/// # Safety
/// `store` must be the address of a [`StoreInner`] of `T`. Nothing else may use its data and limiter for `'a`.
pub(super) unsafe fn limiter_of<'a, T: 'static>(
    store: *mut (),
    _borrow: PhantomData<&'a mut ()>,
) -> Option<&'a mut (dyn ResourceLimiter + 'a)> {
    let store = store.cast::<StoreInner<T>>();
    // SAFETY: the caller guarantees both fields. The adjacent `StoreOpaque` may be borrowed.
    let (data, get) = unsafe { (&mut (*store).data, (*store).limiter.as_mut()?) };
    Some(get(data))
}

impl<T> StoreInner<T> {
    /// The part that is independent of `T`, and the limiter.
    pub(crate) fn opaque_and_limiter(&mut self) -> (&mut StoreOpaque, Option<&mut dyn ResourceLimiter>) {
        let StoreInner { opaque, data, limiter, .. } = self;
        (opaque, limiter.as_mut().map(|get| get(data)))
    }
}

impl StoreOpaque {
    /// The limiter, for an operator of guest code.
    ///
    /// # Safety
    /// Guest code of this store must have called the runtime and be waiting. Nothing else may use the store's data
    /// while the result is in use.
    pub(crate) unsafe fn limiter_in_guest<'a>(&self) -> Option<&'a mut (dyn ResourceLimiter + 'a)> {
        let of = self.limiter_of?;
        // SAFETY: the innermost entry has the store's address, and the caller guarantees that its data is not in use.
        unsafe { of((*self.vm().as_ptr()).store, PhantomData) }
    }

    /// Grows the memory at `index` by `delta` pages. Returns the previous size, or `None`, with nothing changed, if its
    /// type, the limiter or the system does not allow it.
    ///
    /// # Errors
    /// Returns the errors of the limiter.
    pub(crate) fn grow_memory(
        &mut self,
        index: u32,
        delta: u64,
        limiter: Option<&mut dyn ResourceLimiter>,
    ) -> Result<Option<u64>> {
        if self.is_preempted() && self.memories[index as usize].may_move() {
            return Ok(None);
        }
        let memory = &mut self.memories[index as usize];
        let (Some(limiter), 1..) = (limiter, delta) else { return Ok(memory.grow(delta)) };
        let bytes = |pages| bytes(pages, &memory.ty());
        let desired = bytes(memory.pages().saturating_add(delta));
        if !limiter.memory_growing(memory.len(), desired, memory.ty().limits.max.map(bytes))? {
            return Ok(None);
        }
        let grown = memory.grow(delta);
        if grown.is_none() {
            limiter.memory_grow_failed(format_err!("cannot grow a memory of {} pages by {delta}", memory.pages()))?;
        }
        Ok(grown)
    }

    /// Grows the table at `index` by `delta` elements, each `init`. Returns the previous size, or `None`, with nothing
    /// changed, if its type, the limiter or the system does not allow it.
    ///
    /// # Errors
    /// Returns the errors of the limiter.
    pub(crate) fn grow_table(
        &mut self,
        index: u32,
        delta: u64,
        init: u64,
        limiter: Option<&mut dyn ResourceLimiter>,
    ) -> Result<Option<u64>> {
        if self.is_preempted() {
            return Ok(None);
        }
        let table = &mut self.tables[index as usize];
        let (Some(limiter), 1..) = (limiter, delta) else { return Ok(table.grow(delta, init)) };
        let desired = saturated(table.len().saturating_add(delta));
        if !limiter.table_growing(saturated(table.len()), desired, table.ty().limits.max.map(saturated))? {
            return Ok(None);
        }
        let grown = table.grow(delta, init);
        if grown.is_none() {
            limiter.table_grow_failed(format_err!("cannot grow a table of {} elements by {delta}", table.len()))?;
        }
        Ok(grown)
    }
}

/// Checks that a store may have another memory, of this type.
///
/// # Errors
/// Fails if it may not; also the errors of the limiter.
pub(crate) fn allow_memory(store: &StoreOpaque, limiter: &mut dyn ResourceLimiter, ty: &MemoryType) -> Result<()> {
    allow_count("memories", store.memories.len() + 1, limiter.memories())?;
    allow_memory_size(limiter, ty)
}

/// Checks that a store may have another table, of this type.
///
/// # Errors
/// Fails if it may not; also the errors of the limiter.
pub(crate) fn allow_table(store: &StoreOpaque, limiter: &mut dyn ResourceLimiter, ty: &TableType) -> Result<()> {
    allow_count("tables", store.tables.len() + 1, limiter.tables())?;
    allow_table_size(limiter, ty)
}

/// Checks that a store may have another instance, of this module.
///
/// # Errors
/// Fails if it may not; also the errors of the limiter.
pub(crate) fn allow_instance(store: &StoreOpaque, limiter: &mut dyn ResourceLimiter, module: &Module) -> Result<()> {
    let info = module.inner().info();
    let memories = &info.memories[info.imported_memories as usize..];
    let tables = &info.tables[info.imported_tables as usize..];
    allow_count("instances", store.instances.len() + 1, limiter.instances())?;
    allow_count("memories", store.memories.len() + memories.len(), limiter.memories())?;
    allow_count("tables", store.tables.len() + tables.len(), limiter.tables())?;
    memories.iter().try_for_each(|ty| allow_memory_size(limiter, ty))?;
    tables.iter().try_for_each(|ty| allow_table_size(limiter, ty))
}

fn allow_count(what: &str, count: usize, limit: usize) -> Result<()> {
    if count > limit {
        bail!("the limiter of the store allows {limit} {what}, and not {count}");
    }
    Ok(())
}

fn allow_memory_size(limiter: &mut dyn ResourceLimiter, ty: &MemoryType) -> Result<()> {
    let bytes = |pages| bytes(pages, ty);
    if !limiter.memory_growing(0, bytes(ty.limits.min), ty.limits.max.map(bytes))? {
        bail!("the limiter of the store does not allow a memory of {} pages", ty.limits.min);
    }
    Ok(())
}

fn allow_table_size(limiter: &mut dyn ResourceLimiter, ty: &TableType) -> Result<()> {
    if !limiter.table_growing(0, saturated(ty.limits.min), ty.limits.max.map(saturated))? {
        bail!("the limiter of the store does not allow a table of {} elements", ty.limits.min);
    }
    Ok(())
}

/// The size of this many pages of a memory in bytes.
fn bytes(pages: u64, ty: &MemoryType) -> usize {
    saturated(pages.saturating_mul(ty.page_size()))
}

fn saturated(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
