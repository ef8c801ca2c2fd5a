//! The initial content of the first memory, shared by the instances of a module.
//!
//! The first instance copies it, from data segments or from the pages of a module compiled ahead of time. The second
//! instance indicates that there will be more: its pages are put into a memory file, which all instances map from then
//! on. Nobody can write to that file, and it is made from the module's own copy. So later changes of the module's file
//! do not affect later instances, except for data segments that are read for the first time.

#[cfg(feature = "std")]
use alloc::vec::Vec;
#[cfg(feature = "std")]
use std::sync::OnceLock;
#[cfg(feature = "std")]
use std::sync::atomic::{AtomicBool, Ordering};

#[cfg(feature = "compiler")]
use windlass_codegen::Artifact;
#[cfg(feature = "std")]
use windlass_codegen::module::{ImageRun, MemoryImage};
#[cfg(feature = "compiler")]
use windlass_codegen::object::memory_image;

#[cfg(feature = "compiler")]
use crate::code::module_bytes::ModuleBytes;
#[cfg(feature = "std")]
use crate::platform::SealedFile;

/// Smaller images are faster to copy than to map, including the copy of a page on the first write.
#[cfg(feature = "compiler")]
const LEAST: usize = 16 << 10;

/// The location of an image's pages.
pub(crate) enum Pages<'a> {
    /// In immutable memory.
    InMemory(&'a [u8]),
    /// In an immutable file, which can be mapped.
    #[cfg(feature = "std")]
    Sealed(&'a SealedFile),
}

/// The pages and their file, from the second use on.
#[cfg(feature = "std")]
#[derive(Default)]
pub(crate) struct SharedImage {
    used: AtomicBool,
    pages: OnceLock<Option<(MemoryImage, SealedFile)>>,
}

#[cfg(feature = "std")]
impl SharedImage {
    /// The image that `make` creates. `None` if it should be copied instead.
    fn get(&self, make: impl FnOnce() -> Option<(MemoryImage, SealedFile)>) -> Option<(&MemoryImage, Pages<'_>)> {
        if !self.used.load(Ordering::Relaxed) {
            self.used.store(true, Ordering::Relaxed);
            return None;
        }
        self.pages.get_or_init(make).as_ref().map(|(image, file)| (image, Pages::Sealed(file)))
    }

    /// The image of a module compiled in memory, with data in `bytes`.
    #[cfg(feature = "compiler")]
    pub(crate) fn of_segments(&self, artifact: &Artifact, bytes: &ModuleBytes) -> Option<(&MemoryImage, Pages<'_>)> {
        self.get(|| {
            let data = bytes.to_vec(artifact.data.clone()).ok()?;
            let segment = |range: core::ops::Range<usize>| &data[range.start - artifact.data.start..][..range.len()];
            let (image, pages) = memory_image(&artifact.module, LEAST, segment)?;
            Some((image, SealedFile::of(&pages)?))
        })
    }

    /// The image of a module compiled ahead of time, with the pages of `image` in `object`.
    pub(crate) fn of_object(&self, image: &MemoryImage, object: &[u8]) -> Option<(&MemoryImage, Pages<'_>)> {
        self.get(|| {
            let start = image.runs.iter().map(|run| run.start).min()?;
            let end = image.runs.iter().map(|run| run.start as usize + run.len as usize).max()?;
            // Even if there are few: an instance that does not use them should not pay for them.
            let pages = object.get(start as usize..end)?;
            let moved: Vec<_> = image.runs.iter().map(|run| ImageRun { start: run.start - start, ..*run }).collect();
            Some((MemoryImage { runs: moved.into() }, SealedFile::of(pages)?))
        })
    }
}
