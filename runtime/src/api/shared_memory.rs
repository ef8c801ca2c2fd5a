//! [`SharedMemory`]: linear memories that several threads use at once.

use alloc::sync::Arc;
use core::cell::UnsafeCell;
use core::fmt;
use core::time::Duration;

use windlass_codegen::types::MemoryType;
use windlass_masm::TrapCode;

use crate::api::engine::Engine;
use crate::api::error::{Result, bail};
use crate::api::memory::{MemoryAccessError, check_type};
use crate::instances::parking_lot::WaitResult;
use crate::instances::segments::range;
use crate::instances::shared_bytes::{Expected, SharedBytes};
use crate::platform::Parker;

/// A linear memory that several threads use at once: it belongs to no store, and instances in any number of stores of its engine
/// import it. A clone is the same memory.
///
/// Its bytes never move, and nobody has them alone, so there is no `&mut [u8]` of them.
///
/// ```
/// use windlass::{Engine, Instance, MemoryType, Module, SharedMemory, Store};
///
/// # fn main() -> windlass::Result<()> {
/// let engine = Engine::default();
/// let module = Module::new(&engine, r#"(module
///     (import "env" "memory" (memory 1 1 shared))
///     (func (export "count") (drop (i32.atomic.rmw.add (i32.const 0) (i32.const 1)))))"#)?;
/// let memory = SharedMemory::new(&engine, MemoryType::shared(1, 1))?;
/// std::thread::scope(|scope| {
///     for _ in 0..4 {
///         scope.spawn(|| -> windlass::Result<()> {
///             let mut store = Store::new(&engine, ());
///             let instance = Instance::new(&mut store, &module, &[memory.clone().into()])?;
///             let count = instance.get_typed_func::<(), ()>(&mut store, "count")?;
///             (0..1000).try_for_each(|_| count.call(&mut store, ()))
///         });
///     }
/// });
/// let mut count = [0; 4];
/// memory.read(0, &mut count)?;
/// assert_eq!(u32::from_le_bytes(count), 4000);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct SharedMemory {
    engine: Engine,
    bytes: Arc<SharedBytes>,
}

impl SharedMemory {
    /// Creates a memory of the minimum size of `ty`, which must be [shared](MemoryType::shared), filled with zeroes. Addresses are
    /// reserved for its maximum at once.
    ///
    /// # Errors
    /// Fails if the type is not that of a shared memory, or if the memory cannot be allocated.
    pub fn new(engine: &Engine, ty: MemoryType) -> Result<SharedMemory> {
        if !ty.shared {
            bail!("the type is not that of a shared memory: see `MemoryType::shared`");
        }
        check_type(&ty)?;
        let bytes = SharedBytes::new(ty, !engine.config().uses_explicit_bounds_checks())?;
        Ok(SharedMemory { engine: engine.clone(), bytes })
    }

    pub(crate) fn of(engine: &Engine, bytes: &Arc<SharedBytes>) -> SharedMemory {
        SharedMemory { engine: engine.clone(), bytes: bytes.clone() }
    }

    pub(crate) fn bytes(&self) -> &Arc<SharedBytes> {
        &self.bytes
    }

    pub(crate) fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The type that the memory was created with.
    pub fn ty(&self) -> MemoryType {
        self.bytes.ty()
    }

    /// The size in pages, as large as its type says. Another thread may make it larger at once.
    pub fn size(&self) -> u64 {
        self.bytes.pages()
    }

    /// The size in bytes.
    pub fn data_size(&self) -> usize {
        self.bytes.len()
    }

    /// The content of the memory, as large as it is now. Other threads write it: an access that may race with theirs must be atomic.
    /// [`SharedMemory::read`] and [`SharedMemory::write`] are safe.
    pub fn data(&self) -> &[UnsafeCell<u8>] {
        // SAFETY: the bytes are accessible as long as the memory exists, and nobody has them alone.
        unsafe { core::slice::from_raw_parts(self.bytes.base().cast(), self.bytes.len()) }
    }

    /// Grows the memory by `delta` pages of zeroes. Returns the previous size in pages. Others use the memory meanwhile.
    ///
    /// # Errors
    /// Fails if the memory's type or the system does not allow it.
    pub fn grow(&self, delta: u64) -> Result<u64> {
        match self.bytes.grow(delta) {
            Some(old) => Ok(old),
            None => bail!("cannot grow a memory of {} pages by {delta}", self.size()),
        }
    }

    /// Copies bytes starting at `offset` to `buffer`. Each byte is as it was at some time meanwhile.
    ///
    /// # Errors
    /// Fails if the range is out of bounds; `buffer` is then unchanged.
    pub fn read(&self, offset: usize, buffer: &mut [u8]) -> Result<(), MemoryAccessError> {
        let range = range(offset as u64, buffer.len() as u64, self.data_size()).ok_or(MemoryAccessError)?;
        self.bytes.read(range, buffer);
        Ok(())
    }

    /// Copies `buffer` to the memory, starting at `offset`. Other threads may see some of the bytes earlier than others.
    ///
    /// # Errors
    /// Fails if the range is out of bounds; the memory is then unchanged.
    pub fn write(&self, offset: usize, buffer: &[u8]) -> Result<(), MemoryAccessError> {
        let range = range(offset as u64, buffer.len() as u64, self.data_size()).ok_or(MemoryAccessError)?;
        self.bytes.write(buffer, range);
        Ok(())
    }

    /// Wakes threads that wait at `address`, `count` at most: `memory.atomic.notify`. Returns how many there were.
    ///
    /// # Errors
    /// Fails if the address is not a multiple of four, or out of bounds.
    pub fn atomic_notify(&self, address: u64, count: u32) -> Result<u32, TrapCode> {
        self.bytes.notify(address, count)
    }

    /// Waits until another thread notifies at `address`, at most for `timeout`, if the 32 bits there are `expected`:
    /// `memory.atomic.wait32`. Blocks the thread; nothing but another thread ends that.
    ///
    /// # Errors
    /// Fails if the address is not a multiple of four, or out of bounds.
    pub fn atomic_wait32(
        &self,
        address: u64,
        expected: u32,
        timeout: Option<Duration>,
    ) -> Result<WaitResult, TrapCode> {
        self.wait(address, Expected::I32(expected), timeout)
    }

    /// The same for 64 bits, of which the address is a multiple of eight: `memory.atomic.wait64`.
    ///
    /// # Errors
    /// Fails if the address is not a multiple of eight, or out of bounds.
    pub fn atomic_wait64(
        &self,
        address: u64,
        expected: u64,
        timeout: Option<Duration>,
    ) -> Result<WaitResult, TrapCode> {
        self.wait(address, Expected::I64(expected), timeout)
    }

    fn wait(&self, address: u64, expected: Expected, timeout: Option<Duration>) -> Result<WaitResult, TrapCode> {
        let result = self.bytes.wait(address, expected, timeout, &Parker::new(), || Ok(false));
        // There are no other errors.
        result.map_err(|error| error.downcast_ref().copied().unwrap_or(TrapCode::MemoryOutOfBounds))
    }
}

impl fmt::Debug for SharedMemory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedMemory").field("ty", &self.ty()).field("size", &self.size()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_and_written_within_bounds() {
        let engine = Engine::default();
        let memory = SharedMemory::new(&engine, MemoryType::shared(1, 2)).unwrap();
        let mut bytes = [0; 4];
        memory.write(65530, &[1, 2, 3, 4]).unwrap();
        memory.read(65530, &mut bytes).unwrap();
        assert_eq!(bytes, [1, 2, 3, 4]);
        assert_eq!(memory.read(65533, &mut bytes), Err(MemoryAccessError));
        assert_eq!(memory.write(usize::MAX, &bytes), Err(MemoryAccessError));
        assert_eq!((memory.grow(1).unwrap(), memory.size(), memory.data().len()), (1, 2, 2 << 16));
        assert_eq!(memory.grow(1).unwrap_err().to_string(), "cannot grow a memory of 2 pages by 1");
        memory.write(65533, &bytes).unwrap();
    }

    #[test]
    fn what_is_not_shared_is_refused() {
        let engine = Engine::default();
        for ty in [MemoryType::new(1, Some(1)), MemoryType::shared(2, 1)] {
            assert!(SharedMemory::new(&engine, ty).is_err());
        }
        let odd = MemoryType { page_size_log2: 64, ..MemoryType::shared(1, 1) };
        assert!(SharedMemory::new(&engine, odd).unwrap_err().to_string().contains("pages of 2^64 bytes"));
    }

    #[test]
    fn any_thread_may_have_it() {
        fn sendable<T: Send + Sync>() {}
        sendable::<SharedMemory>();
    }
}
