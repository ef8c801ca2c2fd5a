//! [`Memory`]: linear memories.

use core::fmt;

use windlass_codegen::types::MemoryType;

use crate::api::error::{Result, bail};
use crate::instances::linear_memory::LinearMemory;
use crate::instances::memory::AnyMemory;
use crate::instances::segments::range;
use crate::store::limiter::allow_memory;
use crate::store::{AsContext, AsContextMut, StoreContext, StoreContextMut, StoreId, StoreOpaque};

/// Shared ones have another type.
const NOT_SHARED: &str = "a memory that is not shared";

/// A linear memory in a store, which is not shared with other threads.
///
/// Every method panics if the memory belongs to another store.
///
/// ```
/// # fn main() -> windlass::Result<()> {
/// use windlass::{Engine, Memory, MemoryType, Store};
///
/// let mut store = Store::new(&Engine::default(), ());
/// let memory = Memory::new(&mut store, MemoryType::new(1, Some(2)))?;
/// memory.write(&mut store, 16, b"hello")?;
/// assert_eq!(&memory.data(&store)[16..21], b"hello");
/// assert!(memory.read(&store, 1 << 16, &mut [0]).is_err());
/// assert_eq!(memory.grow(&mut store, 1)?, 1);
/// assert_eq!(memory.data_size(&store), 2 << 16);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Memory {
    store: StoreId,
    index: u32,
}

/// An access outside a linear memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MemoryAccessError;

impl fmt::Display for MemoryAccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("out of bounds memory access")
    }
}

impl core::error::Error for MemoryAccessError {}

impl Memory {
    /// Creates a memory of the minimum size of `ty`, filled with zeroes.
    ///
    /// # Errors
    /// Fails if it cannot be allocated, or if the store's limiter denies it.
    pub fn new(mut store: impl AsContextMut, ty: MemoryType) -> Result<Memory> {
        let (store, limiter) = store.as_context_mut().0.opaque_and_limiter();
        if ty.shared {
            bail!("a shared memory belongs to no store: see `SharedMemory`");
        }
        check_type(&ty)?;
        if let Some(limiter) = limiter {
            allow_memory(store, limiter, &ty)?;
        }
        let guarded = !store.engine().config().uses_explicit_bounds_checks();
        store.memories.push(AnyMemory::new(ty, guarded)?);
        Ok(Memory { store: store.id(), index: store.memories.len() as u32 - 1 })
    }

    pub(crate) fn from_index(store: StoreId, index: u32) -> Memory {
        Memory { store, index }
    }

    /// The type that the memory was created with.
    pub fn ty(&self, store: impl AsContext) -> MemoryType {
        self.linear(store.as_context().opaque()).ty()
    }

    /// The content of the memory.
    pub fn data<'a, T: 'a>(&self, store: impl Into<StoreContext<'a, T>>) -> &'a [u8] {
        self.linear(store.into().opaque()).bytes()
    }

    /// The content of the memory, mutable.
    pub fn data_mut<'a, T: 'a>(&self, store: impl Into<StoreContextMut<'a, T>>) -> &'a mut [u8] {
        self.linear_mut(&mut store.into().0.opaque).bytes_mut()
    }

    /// The content of the memory, mutable, and the store's data.
    pub fn data_and_store_mut<'a, T: 'a>(&self, store: impl Into<StoreContextMut<'a, T>>) -> (&'a mut [u8], &'a mut T) {
        let store = store.into().0;
        (self.linear_mut(&mut store.opaque).bytes_mut(), &mut store.data)
    }

    /// The address of the first byte. It may change when the memory grows.
    pub fn data_ptr(&self, store: impl AsContext) -> *mut u8 {
        self.linear(store.as_context().opaque()).base()
    }

    /// Copies bytes starting at `offset` to `buffer`.
    ///
    /// # Errors
    /// Fails if the range is out of bounds; `buffer` is then unchanged.
    pub fn read(&self, store: impl AsContext, offset: usize, buffer: &mut [u8]) -> Result<(), MemoryAccessError> {
        let bytes = self.linear(store.as_context().opaque()).bytes();
        let range = range(offset as u64, buffer.len() as u64, bytes.len()).ok_or(MemoryAccessError)?;
        buffer.copy_from_slice(&bytes[range]);
        Ok(())
    }

    /// Copies `buffer` to the memory, starting at `offset`.
    ///
    /// # Errors
    /// Fails if the range is out of bounds; the memory is then unchanged.
    pub fn write(&self, mut store: impl AsContextMut, offset: usize, buffer: &[u8]) -> Result<(), MemoryAccessError> {
        let bytes = self.linear_mut(&mut store.as_context_mut().0.opaque).bytes_mut();
        let range = range(offset as u64, buffer.len() as u64, bytes.len()).ok_or(MemoryAccessError)?;
        bytes[range].copy_from_slice(buffer);
        Ok(())
    }

    /// The size in bytes.
    pub fn data_size(&self, store: impl AsContext) -> usize {
        self.linear(store.as_context().opaque()).len()
    }

    /// The size in pages of its type's page size.
    pub fn size(&self, store: impl AsContext) -> u64 {
        self.linear(store.as_context().opaque()).pages()
    }

    /// Grows the memory by `delta` pages of zeroes. Returns the previous size in pages.
    ///
    /// # Errors
    /// Fails if the memory's type, the store's limiter or the system does not allow it.
    pub fn grow(&self, mut store: impl AsContextMut, delta: u64) -> Result<u64> {
        let (store, limiter) = store.as_context_mut().0.opaque_and_limiter();
        store.check(self.store);
        match store.grow_memory(self.index, delta, limiter)? {
            Some(old) => Ok(old),
            None => bail!("cannot grow a memory of {} pages by {delta}", self.linear(store).pages()),
        }
    }

    pub(crate) fn linear<'a>(&self, store: &'a StoreOpaque) -> &'a LinearMemory {
        store.check(self.store);
        store.memories[self.index as usize].own().expect(NOT_SHARED)
    }

    pub(crate) fn linear_mut<'a>(&self, store: &'a mut StoreOpaque) -> &'a mut LinearMemory {
        store.check(self.store);
        store.memories[self.index as usize].own_mut().expect(NOT_SHARED)
    }

    pub(crate) fn index(&self) -> u32 {
        self.index
    }

    pub(crate) fn store_id(&self) -> StoreId {
        self.store
    }
}

/// Checks the type of a memory that the embedder creates. Those of modules are valid.
pub(crate) fn check_type(ty: &MemoryType) -> Result<()> {
    if ty.limits.max.is_some_and(|max| max < ty.limits.min) {
        bail!("a memory's minimum of {} pages exceeds its maximum", ty.limits.min);
    }
    if ![0, MemoryType::PAGE_SIZE_LOG2].contains(&ty.page_size_log2) {
        bail!("pages of 2^{} bytes are not supported; they have 64 KiB or a byte", ty.page_size_log2);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Engine, Store};

    fn memory(store: &mut Store<u8>, min: u64, max: Option<u64>) -> Result<Memory> {
        Memory::new(store, MemoryType::new(min, max))
    }

    #[test]
    fn bytes_are_read_and_written_within_bounds() {
        let mut store = Store::new(&Engine::default(), 3);
        let memory = memory(&mut store, 1, None).unwrap();
        memory.write(&mut store, 65534, &[1, 2]).unwrap();
        let mut buffer = [9; 2];
        memory.read(&store, 65534, &mut buffer).unwrap();
        assert_eq!(buffer, [1, 2]);
        assert_eq!(memory.read(&store, 65535, &mut buffer), Err(MemoryAccessError));
        assert_eq!(memory.write(&mut store, usize::MAX, &[1]), Err(MemoryAccessError));
        let (bytes, data) = memory.data_and_store_mut(&mut store);
        bytes[0] = *data;
        assert_eq!(memory.data(&store)[0], 3);
    }

    #[test]
    fn a_memory_grows_to_its_maximum() {
        let mut store = Store::new(&Engine::default(), 0);
        let memory = memory(&mut store, 1, Some(2)).unwrap();
        assert_eq!(memory.grow(&mut store, 1).unwrap(), 1);
        assert_eq!(memory.size(&store), 2);
        let error = memory.grow(&mut store, 1).unwrap_err();
        assert_eq!(error.to_string(), "cannot grow a memory of 2 pages by 1");
    }

    #[test]
    fn limits_that_cannot_be_met_are_errors() {
        let mut store = Store::new(&Engine::default(), 0);
        assert!(memory(&mut store, 2, Some(1)).is_err());
        assert!(memory(&mut store, 65537, None).is_err());
        for page_size_log2 in [1, 12, 15, 17, 63, 64, 255] {
            let ty = MemoryType { page_size_log2, ..MemoryType::new(1, None) };
            let error = Memory::new(&mut store, ty).unwrap_err().to_string();
            assert!(error.contains(&alloc::format!("2^{page_size_log2} bytes")), "{error}");
        }
        let bytes = MemoryType { page_size_log2: 0, ..MemoryType::new(3, None) };
        assert_eq!(Memory::new(&mut store, bytes).unwrap().data_size(&store), 3);
    }

    #[test]
    #[should_panic(expected = "a handle was used with a store that it does not belong to")]
    fn another_store_is_refused() {
        let engine = Engine::default();
        let mut store = Store::new(&engine, 0);
        let memory = memory(&mut store, 1, None).unwrap();
        memory.size(Store::new(&engine, ()));
    }
}
