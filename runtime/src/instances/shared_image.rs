//! What the first memory begins with, for a module that is compiled in memory and instantiated again and again.
//!
//! A module that was compiled ahead of time has the pages in its file, and every instance maps them; see
//! `windlass_codegen::object`. One that was not has data segments, which an instance copies. The second instance is the sign that
//! there will be more: for that one the pages are put into a file in memory.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use windlass_codegen::module::{MemoryImage, ModuleInfo};
use windlass_codegen::object::memory_image;

use crate::code::module_bytes::ModuleBytes;
use crate::platform::MappedFile;

/// Below so many bytes it takes less to copy them than to map them, and to copy a page when it is written to.
const LEAST: usize = 16 << 10;

/// The pages, and the file they are in, from the second use on.
#[derive(Default)]
pub(crate) struct SharedImage {
    used: AtomicBool,
    pages: OnceLock<Option<(MemoryImage, MappedFile)>>,
}

impl SharedImage {
    /// The image of `module`, whose data is in `bytes`; `None` where segments are to be copied.
    pub(crate) fn get(&self, module: &ModuleInfo, bytes: &ModuleBytes) -> Option<&(MemoryImage, MappedFile)> {
        if !self.used.load(Ordering::Relaxed) {
            self.used.store(true, Ordering::Relaxed);
            return None;
        }
        let make = || {
            let (image, pages) = memory_image(module, LEAST, |range| bytes.get(range))?;
            Some((image, MappedFile::copy_of(&pages).ok()?))
        };
        self.pages.get_or_init(make).as_ref()
    }
}
