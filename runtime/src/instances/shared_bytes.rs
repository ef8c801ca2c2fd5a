//! The content of a shared memory, which several threads use at once, and who waits for whom in it.

use alloc::sync::Arc;
use core::fmt;
use core::ops::Range;
use core::sync::atomic::{AtomicU32, AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use windlass_codegen::types::MemoryType;
use windlass_masm::TrapCode;
use windlass_masm::vm::VMArray;

use crate::api::error::{Result, bail, format_err};
use crate::instances::linear_memory::{bytes_of, can_be_guarded, reservation};
use crate::instances::parking_lot::{ParkingLot, WaitResult};
use crate::instances::racing_bytes;
use crate::instances::segments::aligned;
use crate::platform::sync::Mutex;
use crate::platform::{Mapping, Parker};

/// A shared memory. Its bytes are reserved up to the maximum, so that they never move, and they never go away.
pub(crate) struct SharedBytes {
    ty: MemoryType,
    mapping: Mapping,
    /// Whether address space is reserved as far as unchecked code can reach.
    guarded: bool,
    /// Accessible bytes: it only grows. Generated code reads it where it checks accesses, and for `memory.size`.
    len: AtomicUsize,
    /// Held by who grows it.
    growing: Mutex<()>,
    waiting: ParkingLot,
}

impl SharedBytes {
    /// A memory of its minimum size, zeroed.
    ///
    /// # Errors
    /// Fails if it is too large, or if the system does not allow it.
    pub(crate) fn new(ty: MemoryType, guarded: bool) -> Result<Arc<SharedBytes>> {
        let guarded = can_be_guarded(guarded, &ty);
        let (min, max) = (ty.limits.min, ty.limits.max);
        let Some(max) = max else { bail!("a shared memory has a maximum") };
        let Some(len) = bytes_of(min, &ty, guarded) else {
            bail!("a shared memory of {min} pages is larger than what can be reserved")
        };
        let reserve = match (guarded, bytes_of(max, &ty, guarded)) {
            (true, _) => reservation(&ty),
            (false, Some(most)) => most,
            (false, None) => bail!("a shared memory of up to {max} pages is larger than the address space"),
        };
        let mapping = Mapping::reserve(reserve).and_then(|mut mapping| {
            mapping.make_writable(0, len)?;
            Ok(mapping)
        });
        let mapping = mapping.map_err(|e| {
            format_err!("cannot reserve {reserve} bytes of address space for a shared memory of up to {max} pages: {e}")
        })?;
        let (len, growing) = (AtomicUsize::new(len), Mutex::new(()));
        Ok(Arc::new(SharedBytes { ty, mapping, guarded, len, growing, waiting: ParkingLot::default() }))
    }

    /// The type that it was created with.
    pub(crate) fn ty(&self) -> MemoryType {
        self.ty
    }

    /// Whether code without bounds checks may use it.
    pub(crate) fn is_guarded(&self) -> bool {
        self.guarded
    }

    /// The first byte.
    pub(crate) fn base(&self) -> *mut u8 {
        self.mapping.base()
    }

    /// Whether `address` is in the memory or its reservation.
    pub(crate) fn reserves(&self, address: usize) -> bool {
        address.wrapping_sub(self.base().addr()) < self.mapping.len()
    }

    /// The size in bytes. It may be larger at once.
    pub(crate) fn len(&self) -> usize {
        self.len.load(Ordering::Acquire)
    }

    /// The size in pages.
    pub(crate) fn pages(&self) -> u64 {
        (self.len() >> self.ty.page_size_log2) as u64
    }

    /// What contexts have of it: they read the size where it is.
    pub(crate) fn array(&self) -> VMArray {
        VMArray { base: self.base(), len: self.len.as_ptr().expose_provenance() }
    }

    /// Grows by `delta` pages. Returns the previous size, or `None`, with nothing changed, if the type or the system does not
    /// allow it.
    pub(crate) fn grow(&self, delta: u64) -> Option<u64> {
        let _growing = self.growing.lock();
        let old = self.pages();
        let pages = old.checked_add(delta)?;
        if self.ty.limits.max.is_some_and(|max| pages > max) {
            return None;
        }
        let len = bytes_of(pages, &self.ty, self.guarded)?;
        self.mapping.make_more_writable(len).ok()?;
        // Who sees the length may access the bytes.
        self.len.store(len, Ordering::Release);
        Some(old)
    }

    /// Copies the bytes of a range that is within bounds.
    pub(crate) fn read(&self, from: Range<usize>, to: &mut [u8]) {
        assert!(from.end <= self.len() && from.len() == to.len(), "a range of the memory");
        // SAFETY: the bytes are accessible.
        unsafe { racing_bytes::copy_out(self.base().add(from.start), to) };
    }

    /// Writes bytes to a range that is within bounds.
    pub(crate) fn write(&self, from: &[u8], to: Range<usize>) {
        assert!(to.end <= self.len() && from.len() == to.len(), "a range of the memory");
        // SAFETY: as above.
        unsafe { racing_bytes::copy_in(from, self.base().add(to.start)) };
    }

    /// Fills a range that is within bounds.
    pub(crate) fn fill(&self, range: Range<usize>, byte: u8) {
        assert!(range.end <= self.len(), "a range of the memory");
        // SAFETY: as above.
        unsafe { racing_bytes::fill(self.base().add(range.start), range.len(), byte) };
    }

    /// The place of a number of `bytes` bytes that is accessed atomically.
    ///
    /// # Errors
    /// Traps unless the address is a multiple of the size, and in the memory.
    fn place(&self, address: u64, bytes: u64) -> Result<*mut u8, TrapCode> {
        let at = aligned(address, bytes, self.len())?;
        // SAFETY: the place is in the memory.
        Ok(unsafe { self.base().add(at) })
    }

    /// Wakes at most `count` threads that wait at an address. Returns how many there were.
    ///
    /// # Errors
    /// Traps unless the address is a multiple of four, and in the memory.
    pub(crate) fn notify(&self, address: u64, count: u32) -> Result<u32, TrapCode> {
        let place = self.place(address, 4)?;
        Ok(self.waiting.notify(place.addr(), count))
    }

    /// Waits at an address where there is the number `expected` until another thread notifies, or as long as `timeout` says.
    /// Whoever wakes `parker` has `must_stop` called, which may end the wait.
    ///
    /// # Errors
    /// Traps unless the address is a multiple of the size of the number, and in the memory; also the errors of `must_stop`.
    pub(crate) fn wait(
        &self,
        address: u64,
        expected: Expected,
        timeout: Option<Duration>,
        parker: &Parker,
        must_stop: impl FnMut() -> Result<bool>,
    ) -> Result<WaitResult> {
        let place = self.place(address, if matches!(expected, Expected::I32(_)) { 4 } else { 8 })?;
        // What is later than the end of time is no limit.
        let until = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        // SAFETY: the place is aligned, and in the memory, which lives longer than the call. All accesses of other threads to it that
        // are to be seen in order are atomic.
        let is_expected = || unsafe {
            match expected {
                Expected::I32(expected) => AtomicU32::from_ptr(place.cast()).load(Ordering::SeqCst) == expected,
                Expected::I64(expected) => AtomicU64::from_ptr(place.cast()).load(Ordering::SeqCst) == expected,
            }
        };
        self.waiting.wait(place.addr(), parker, until, is_expected, must_stop)
    }

    /// How many threads wait, for tests.
    #[cfg(test)]
    pub(crate) fn waiting(&self) -> usize {
        self.waiting.len()
    }
}

impl fmt::Debug for SharedBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedBytes").field("ty", &self.ty).field("len", &self.len()).finish_non_exhaustive()
    }
}

/// The number that is to be in memory where a thread waits.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Expected {
    I32(u32),
    I64(u64),
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    #[test]
    fn a_shared_memory_grows_in_place_while_others_use_it() {
        for guarded in [false, true] {
            let memory = SharedBytes::new(MemoryType::shared(1, 65), guarded).unwrap();
            let base = memory.base();
            thread::scope(|scope| {
                for _ in 0..4 {
                    scope.spawn(|| {
                        for _ in 0..16 {
                            let old = memory.grow(1).unwrap();
                            let last = (old as usize + 1) * (64 << 10) - 1;
                            memory.write(&[7], last..last + 1);
                            assert!(memory.len() > last);
                        }
                    });
                }
            });
            assert_eq!((memory.pages(), memory.base(), memory.grow(1), memory.grow(0)), (65, base, None, Some(65)));
            let mut bytes = [0; 3];
            for page in 1..65 {
                memory.read((page << 16) - 2..(page << 16) + 1, &mut bytes);
                assert_eq!(bytes, [0, if page == 1 { 0 } else { 7 }, 0]);
            }
        }
    }

    #[test]
    fn pages_may_be_bytes() {
        let ty = MemoryType { page_size_log2: 0, ..MemoryType::shared(3, 9000) };
        let memory = SharedBytes::new(ty, true).unwrap();
        assert!(!memory.is_guarded());
        assert_eq!((memory.len(), memory.grow(8997), memory.grow(1)), (3, Some(3), None));
        memory.fill(2..9000, 5);
        let mut bytes = [0; 2];
        memory.read(1..3, &mut bytes);
        assert_eq!(bytes, [0, 5]);
    }

    #[test]
    fn what_cannot_be_shared_is_refused() {
        assert!(SharedBytes::new(MemoryType { shared: true, ..MemoryType::new(1, None) }, true).is_err());
        assert!(SharedBytes::new(MemoryType { memory64: true, ..MemoryType::shared(1, 2) }, true).is_ok());
        let huge = MemoryType { shared: true, ..MemoryType::new64(1, Some(1 << 48)) };
        assert!(SharedBytes::new(huge, false).is_err());
        assert_eq!(SharedBytes::new(huge, true).unwrap().grow(1 << 18), None);
    }

    #[test]
    fn threads_wait_for_each_other() {
        let memory = SharedBytes::new(MemoryType::shared(1, 1), true).unwrap();
        let wait = |address, expected, timeout| memory.wait(address, expected, timeout, &Parker::new(), || Ok(false));
        let trap = |address, expected| *wait(address, expected, None).unwrap_err().downcast_ref::<TrapCode>().unwrap();
        assert_eq!(trap(2, Expected::I32(0)), TrapCode::HeapMisaligned);
        assert_eq!(trap(4, Expected::I64(0)), TrapCode::HeapMisaligned);
        assert_eq!(trap(65536, Expected::I32(0)), TrapCode::MemoryOutOfBounds);
        assert_eq!(memory.notify(1, 1), Err(TrapCode::HeapMisaligned));
        assert_eq!(memory.notify(65536, 1), Err(TrapCode::MemoryOutOfBounds));
        assert_eq!(wait(0, Expected::I32(1), None).unwrap(), WaitResult::Mismatch);
        assert_eq!(wait(8, Expected::I64(0), Some(Duration::ZERO)).unwrap(), WaitResult::TimedOut);
        thread::scope(|scope| {
            let waiting = [
                scope.spawn(|| wait(8, Expected::I32(0), None).unwrap()),
                scope.spawn(|| wait(8, Expected::I64(0), Some(Duration::MAX)).unwrap()),
            ];
            while memory.waiting() < 2 {
                thread::sleep(Duration::from_millis(1));
            }
            assert_eq!((memory.notify(16, 5), memory.notify(8, 5)), (Ok(0), Ok(2)));
            assert!(waiting.into_iter().all(|thread| thread.join().unwrap() == WaitResult::Ok));
        });
    }
}
