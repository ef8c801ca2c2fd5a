//! The memories of a store: its own, and those that it shares with other threads.
//!
//! **Invariant:** no slice is made of the bytes of a shared memory, which other threads write. There is none to be had here but of
//! [`LinearMemory`], which is not shared; what has to work for both copies.

use core::ops::Range;
use core::ptr::NonNull;

use windlass_codegen::module::MemoryImage;
use windlass_codegen::types::MemoryType;
use windlass_masm::TrapCode;
use windlass_masm::vm::VMArray;

use crate::api::error::Result;
#[cfg(feature = "std")]
use crate::api::error::format_err;
use crate::api::module::damaged;
use crate::instances::linear_memory::LinearMemory;
#[cfg(feature = "threads")]
use crate::instances::racing_bytes;
#[cfg(feature = "threads")]
use crate::instances::shared_bytes::SharedBytes;
use crate::instances::shared_image::Pages;
#[cfg(feature = "threads")]
use alloc::sync::Arc;

/// A memory of a store.
pub(crate) enum AnyMemory {
    /// The store alone has it.
    Own(LinearMemory),
    /// Others may have it, too.
    #[cfg(feature = "threads")]
    Shared(Arc<SharedBytes>),
}

/// Does the same for both kinds.
macro_rules! either {
    ($memory:expr, $either:ident => $result:expr) => {
        match $memory {
            AnyMemory::Own($either) => $result,
            #[cfg(feature = "threads")]
            AnyMemory::Shared($either) => $result,
        }
    };
}

impl AnyMemory {
    /// A memory of its minimum size, zeroed.
    ///
    /// # Errors
    /// Fails if it is too large, or if the system does not allow it.
    pub(crate) fn new(ty: MemoryType, guarded: bool) -> Result<AnyMemory> {
        #[cfg(feature = "threads")]
        if ty.shared {
            return SharedBytes::new(ty, guarded).map(AnyMemory::Shared);
        }
        LinearMemory::new(ty, guarded).map(AnyMemory::Own)
    }

    /// The memory, if the store alone has it.
    pub(crate) fn own(&self) -> Option<&LinearMemory> {
        match self {
            AnyMemory::Own(memory) => Some(memory),
            #[cfg(feature = "threads")]
            AnyMemory::Shared(_) => None,
        }
    }

    /// The same, mutable.
    pub(crate) fn own_mut(&mut self) -> Option<&mut LinearMemory> {
        match self {
            AnyMemory::Own(memory) => Some(memory),
            #[cfg(feature = "threads")]
            AnyMemory::Shared(_) => None,
        }
    }

    /// The memory, if others may have it.
    #[cfg(feature = "threads")]
    pub(crate) fn shared(&self) -> Option<&Arc<SharedBytes>> {
        match self {
            AnyMemory::Own(_) => None,
            AnyMemory::Shared(memory) => Some(memory),
        }
    }

    /// The type that it was created with.
    pub(crate) fn ty(&self) -> MemoryType {
        either!(self, memory => memory.ty())
    }

    /// Whether code without bounds checks may use it.
    pub(crate) fn is_guarded(&self) -> bool {
        either!(self, memory => memory.is_guarded())
    }

    /// Whether its bytes may be elsewhere when it has grown.
    pub(crate) fn may_move(&self) -> bool {
        self.own().is_some_and(|memory| !memory.is_guarded())
    }

    #[cfg(feature = "threads")]
    fn base(&self) -> *mut u8 {
        either!(self, memory => memory.base())
    }

    /// Whether `address` is in the memory or its reservation.
    pub(crate) fn reserves(&self, address: usize) -> bool {
        either!(self, memory => memory.reserves(address))
    }

    /// The size in bytes. Other threads may make a shared memory larger.
    pub(crate) fn len(&self) -> usize {
        either!(self, memory => memory.len())
    }

    /// The size in pages.
    pub(crate) fn pages(&self) -> u64 {
        either!(self, memory => memory.pages())
    }

    /// Grows by `delta` pages. Returns the previous size, or `None`, with nothing changed, if the type or the system does not
    /// allow it.
    pub(crate) fn grow(&mut self, delta: u64) -> Option<u64> {
        either!(self, memory => memory.grow(delta))
    }

    /// Keeps `user`, a field of a context, up to date from now on.
    ///
    /// # Safety
    /// `user` must be valid whenever the memory grows.
    pub(crate) unsafe fn add_user(&mut self, user: NonNull<VMArray>) {
        match self {
            // SAFETY: guaranteed by the caller.
            AnyMemory::Own(memory) => unsafe { memory.add_user(user) },
            // It never changes.
            // SAFETY: as above.
            #[cfg(feature = "threads")]
            AnyMemory::Shared(memory) => unsafe { user.write(memory.array()) },
        }
    }

    /// Copies or maps the pages of `image` to the memory, if all of them fit.
    ///
    /// # Errors
    /// Traps if they do not fit; fails if they cannot be read.
    pub(crate) fn put_image(&mut self, image: &MemoryImage, pages: &Pages<'_>) -> Result<()> {
        for run in image.runs.iter() {
            let (offset, len) = (run.offset as usize, run.len as usize);
            let place = run.start as usize..run.start as usize + len;
            if offset + len > self.len() {
                return Err(TrapCode::MemoryOutOfBounds.into());
            }
            match pages {
                Pages::InMemory(bytes) => {
                    let bytes = bytes.get(place).ok_or_else(damaged)?;
                    if let Some(memory) = self.own() {
                        memory.expect_bytes(offset, len);
                    }
                    self.write_with(offset..offset + len, |from, to| {
                        to.copy_from_slice(&bytes[from]);
                        Ok(())
                    })?;
                }
                #[cfg(feature = "std")]
                Pages::Sealed(file) => {
                    if self.own_mut().is_some_and(|memory| memory.map_image(file, place, offset)) {
                        continue;
                    }
                    self.write_with(offset..offset + len, |from, to| {
                        let copied = file.copy_to(run.start as usize + from.start, to);
                        copied.map_err(|e| format_err!("cannot read an image: {e}"))
                    })?;
                }
            }
        }
        Ok(())
    }

    /// Has `fill` write `range`, which is within bounds.
    ///
    /// # Errors
    /// Those of `fill`.
    pub(crate) fn write_with(
        &mut self,
        range: Range<usize>,
        mut fill: impl FnMut(Range<usize>, &mut [u8]) -> Result<()>,
    ) -> Result<()> {
        match self {
            AnyMemory::Own(memory) => fill(0..range.len(), &mut memory.bytes_mut()[range]),
            #[cfg(feature = "threads")]
            AnyMemory::Shared(memory) => {
                /// So many bytes at a time.
                const PIECE: usize = 16 << 10;
                let mut piece = alloc::vec![0; range.len().min(PIECE)];
                for start in (0..range.len()).step_by(PIECE) {
                    let part = start..range.len().min(start + PIECE);
                    let piece = &mut piece[..part.len()];
                    fill(part.clone(), piece)?;
                    memory.write(piece, range.start + part.start..range.start + part.end);
                }
                Ok(())
            }
        }
    }

    /// Fills `range`, which is within bounds.
    pub(crate) fn fill(&mut self, range: Range<usize>, byte: u8) {
        match self {
            AnyMemory::Own(memory) => memory.bytes_mut()[range].fill(byte),
            #[cfg(feature = "threads")]
            AnyMemory::Shared(memory) => memory.fill(range, byte),
        }
    }

    /// Copies bytes within the memory. Both ranges are within bounds.
    pub(crate) fn copy_within(&mut self, from: Range<usize>, to: usize) {
        match self {
            AnyMemory::Own(memory) => memory.bytes_mut().copy_within(from, to),
            #[cfg(feature = "threads")]
            AnyMemory::Shared(_) => move_racing(self, self, from, to),
        }
    }

    /// Copies bytes of another memory. Both ranges are within bounds.
    pub(crate) fn copy_from(&mut self, other: &AnyMemory, from: Range<usize>, to: usize) {
        match (self, other) {
            (AnyMemory::Own(memory), AnyMemory::Own(other)) => {
                memory.bytes_mut()[to..to + from.len()].copy_from_slice(&other.bytes()[from]);
            }
            #[cfg(feature = "threads")]
            (memory, other) => move_racing(other, memory, from, to),
        }
    }
}

/// Copies bytes between memories, or within one, which other threads may have. Both ranges are within bounds.
#[cfg(feature = "threads")]
fn move_racing(other: &AnyMemory, memory: &AnyMemory, from: Range<usize>, to: usize) {
    assert!(from.end <= other.len() && to + from.len() <= memory.len(), "ranges of the memories");
    // SAFETY: both are within bounds.
    unsafe { racing_bytes::move_bytes(other.base().add(from.start), memory.base().add(to), from.len()) };
}
