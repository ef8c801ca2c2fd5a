//! What the first memory begins with, for a module that is instantiated again and again.
//!
//! The first instance copies it: data segments, or the pages of a module that was compiled ahead of time. The second is the sign
//! that there will be more: for that one the pages are put into a file in memory, which every instance maps from then on. Nobody
//! can write to that file, and it is made of what the module keeps for itself: what happens to the file that a module was loaded
//! from, later instances do not see, unless they read data segments from it for the first time.

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

/// Below so many bytes it takes less to copy them than to map them, and to copy a page when it is written to.
#[cfg(feature = "compiler")]
const LEAST: usize = 16 << 10;

/// Where the pages of an image are.
pub(crate) enum Pages<'a> {
    /// In memory that nobody changes.
    InMemory(&'a [u8]),
    /// In a file that can be mapped, because nobody changes it.
    #[cfg(feature = "std")]
    Sealed(&'a SealedFile),
}

/// The pages, and the file they are in, from the second use on.
#[cfg(feature = "std")]
#[derive(Default)]
pub(crate) struct SharedImage {
    used: AtomicBool,
    pages: OnceLock<Option<(MemoryImage, SealedFile)>>,
}

#[cfg(feature = "std")]
impl SharedImage {
    /// The image that `make` makes; `None` where it is to be copied.
    fn get(&self, make: impl FnOnce() -> Option<(MemoryImage, SealedFile)>) -> Option<(&MemoryImage, Pages<'_>)> {
        if !self.used.load(Ordering::Relaxed) {
            self.used.store(true, Ordering::Relaxed);
            return None;
        }
        self.pages.get_or_init(make).as_ref().map(|(image, file)| (image, Pages::Sealed(file)))
    }

    /// That of a module that was compiled in memory, whose data is in `bytes`.
    #[cfg(feature = "compiler")]
    pub(crate) fn of_segments(&self, artifact: &Artifact, bytes: &ModuleBytes) -> Option<(&MemoryImage, Pages<'_>)> {
        self.get(|| {
            let data = bytes.to_vec(artifact.data.clone()).ok()?;
            let segment = |range: core::ops::Range<usize>| &data[range.start - artifact.data.start..][..range.len()];
            let (image, pages) = memory_image(&artifact.module, LEAST, segment)?;
            Some((image, SealedFile::of(&pages)?))
        })
    }

    /// That of a module that was compiled ahead of time, whose pages are those of `image` in `object`.
    pub(crate) fn of_object(&self, image: &MemoryImage, object: &[u8]) -> Option<(&MemoryImage, Pages<'_>)> {
        self.get(|| {
            let start = image.runs.iter().map(|run| run.start).min()?;
            let end = image.runs.iter().map(|run| run.start as usize + run.len as usize).max()?;
            // However few they are: an instance that does not touch them should not have them.
            let pages = object.get(start as usize..end)?;
            let moved: Vec<_> = image.runs.iter().map(|run| ImageRun { start: run.start - start, ..*run }).collect();
            Some((MemoryImage { runs: moved.into() }, SealedFile::of(pages)?))
        })
    }
}
