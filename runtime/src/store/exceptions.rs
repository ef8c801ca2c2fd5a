//! The exceptions of a store, and their tags.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::ptr::NonNull;

use windlass_codegen::module::{ExportKind, ModuleInfo};
use windlass_codegen::types::{FuncType, ValType};

use super::gc::may_refer;
use super::{StoreId, StoreOpaque};
use crate::api::error::{Error, Result, bail, format_err};
use crate::api::limits::ResourceLimiter;
use crate::heap::{Full, Handle, Heap, LARGEST_CELL};
use crate::platform::sync::Mutex;

/// The upper half of a reference to an exception in generated code; the lower half is its handle in the heap. With this tag, a
/// conservative scan does not mistake a number for a reference, unless the guest forges one.
const TAG: u64 = 0xe7ef_5ea2 << 32;

/// The header of an exception, before its payload.
#[repr(C)]
struct Header {
    /// The position of its tag in the store.
    tag: u32,
    /// The position of its name plus one, or zero. Protected by the lock of the names.
    name: u32,
    /// The return address of the call that threw it, or zero if the host created it.
    thrown_at: usize,
}

/// The offset of the payload: values in words of eight bytes, vectors in two words.
const PAYLOAD: usize = 16;
const _: () = assert!(size_of::<Header>() <= PAYLOAD);

/// The maximum number of words of a payload.
const MOST_WORDS: usize = (LARGEST_CELL - PAYLOAD) / 8;

/// An exception of a store. It exists as long as it is reachable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Exn(Handle);

impl Exn {
    /// The reference to it in generated code.
    pub(crate) fn to_raw(self) -> u64 {
        TAG | u64::from(self.0.number())
    }
}

/// A handle of the embedder to an exception. The exception is not collected while a copy of the name exists.
#[derive(Debug)]
pub(crate) struct ExnId {
    pub(crate) store: StoreId,
    exn: Exn,
}

impl ExnId {
    /// The exception.
    pub(crate) fn exn(&self) -> Exn {
        self.exn
    }
}

/// A tag of a store.
#[derive(Clone)]
pub(crate) enum TagData {
    /// Declared by a module, at this index, with this type.
    Module(Arc<ModuleInfo>, u32, Arc<FuncType>),
    /// Created by the embedder.
    Host(Arc<FuncType>),
}

/// The number of payload words of a value of this type.
pub(crate) fn payload_words(ty: ValType) -> usize {
    if ty == ValType::V128 { 2 } else { 1 }
}

impl TagData {
    /// Creates a tag of the embedder, whose exceptions carry the parameters of `ty`.
    ///
    /// # Errors
    /// Fails if an exception would be too large.
    pub(crate) fn new(ty: &FuncType) -> Result<TagData> {
        let tag = TagData::Host(Arc::new(ty.clone()));
        match tag.words() {
            0..=MOST_WORDS => Ok(tag),
            words => bail!("an exception of {words} words of 8 bytes is too large: the most is {MOST_WORDS}"),
        }
    }

    /// Its type. Its exceptions carry the parameters.
    pub(crate) fn ty(&self) -> &FuncType {
        match self {
            TagData::Module(_, _, ty) | TagData::Host(ty) => ty,
        }
    }

    /// The number of payload words.
    fn words(&self) -> usize {
        self.ty().params().iter().map(|&ty| payload_words(ty)).sum()
    }

    /// The name under which the declaring module exports it, if it does.
    pub(crate) fn name(&self) -> Option<&str> {
        let TagData::Module(module, index, _) = self else { return None };
        let mut exports = module.exports.iter();
        let export = exports.find(|export| matches!(export.kind, ExportKind::Tag) && export.index == *index)?;
        Some(&export.name)
    }
}

/// The exceptions and tags of a store.
pub(crate) struct Exceptions {
    heap: Heap,
    /// Tags are never removed.
    tags: Vec<TagData>,
    /// In a lock, because names are also created through shared borrows of the store.
    names: Mutex<Names>,
    /// The pending exception, while no guest code runs: see [`Store::throw`](crate::Store::throw).
    pub(crate) pending: Option<Exn>,
}

/// The names of exceptions, by position.
struct Names {
    names: Vec<Option<Arc<ExnId>>>,
    free: Vec<u32>,
}

impl Exceptions {
    pub(crate) const fn new() -> Exceptions {
        Exceptions {
            heap: Heap::new(),
            tags: Vec::new(),
            names: Mutex::new(Names { names: Vec::new(), free: Vec::new() }),
            pending: None,
        }
    }

    /// Adds a tag. Returns its position.
    pub(crate) fn add_tag(&mut self, tag: TagData) -> u32 {
        self.tags.push(tag);
        self.tags.len() as u32 - 1
    }

    /// The tag at `position`.
    ///
    /// # Panics
    /// Panics if there is no such tag.
    pub(crate) fn tag(&self, position: u32) -> &TagData {
        &self.tags[position as usize]
    }

    fn header(&self, exn: Exn) -> NonNull<Header> {
        self.heap.address(exn.0).cast()
    }

    /// The position of an exception's tag.
    pub(crate) fn tag_of(&self, exn: Exn) -> u32 {
        // SAFETY: every exception has a header, and this field never changes.
        unsafe { (*self.header(exn).as_ptr()).tag }
    }

    /// The return address of the call that threw an exception, unless the host created it.
    pub(crate) fn thrown_at(&self, exn: Exn) -> Option<usize> {
        // SAFETY: as above.
        let address = unsafe { (*self.header(exn).as_ptr()).thrown_at };
        (address != 0).then_some(address)
    }

    /// The address of an exception's payload. Its tag has the number of words.
    pub(crate) fn payload(&self, exn: Exn) -> *const u64 {
        // SAFETY: it follows the header in the same cell.
        unsafe { self.heap.address(exn.0).add(PAYLOAD) }.as_ptr().cast()
    }

    /// The exception that generated code represents as `raw`, which is not null.
    ///
    /// # Panics
    /// Panics if `raw` is not from generated code of the store.
    pub(crate) fn referred_to_by(&self, raw: u64) -> Exn {
        self.find(raw).expect("a reference to an exception that was collected")
    }

    /// The exception that `word` refers to, if it is a reference.
    #[inline]
    fn find(&self, word: u64) -> Option<Exn> {
        if word & !u64::from(u32::MAX) != TAG {
            return None;
        }
        self.heap.find(word as u32).map(Exn)
    }

    /// The name of an exception.
    pub(crate) fn name(&self, store: StoreId, exn: Exn) -> Arc<ExnId> {
        let mut names = self.names.lock();
        // SAFETY: every exception has a header, and the lock that protects this field is held.
        let place = unsafe { &mut (*self.header(exn).as_ptr()).name };
        if let Some(position) = place.checked_sub(1)
            && let Some(Some(name)) = names.names.get(position as usize)
        {
            return name.clone();
        }
        let name = Arc::new(ExnId { store, exn });
        let position = names.free.pop().unwrap_or(names.names.len() as u32);
        match names.names.get_mut(position as usize) {
            Some(free) => *free = Some(name.clone()),
            None => names.names.push(Some(name.clone())),
        }
        *place = position + 1;
        name
    }
}

/// For collections.
impl Exceptions {
    /// Marks the exception that `word` refers to, if it is a reference. Returns it if it was not marked before.
    #[inline]
    pub(super) fn mark(&mut self, word: u64) -> Option<Exn> {
        let exn = self.find(word)?;
        self.heap.mark(exn.0).then_some(exn)
    }

    /// Calls `f` with the references to exceptions outside guest code, and removes unused names.
    pub(super) fn for_each_root(&self, mut f: impl FnMut(u64)) {
        self.pending.iter().for_each(|exn| f(exn.to_raw()));
        let Names { names, free } = &mut *self.names.lock();
        for (position, place) in names.iter_mut().enumerate() {
            let Some(name) = place else { continue };
            // One copy is the store's own, which cannot be copied meanwhile, since the store is borrowed.
            if Arc::strong_count(name) > 1 {
                f(name.exn.to_raw());
                continue;
            }
            // SAFETY: as in `name`.
            unsafe { (*self.header(name.exn).as_ptr()).name = 0 };
            *place = None;
            free.push(position as u32);
        }
    }

    /// Calls `f` with the collected references in an exception's payload.
    pub(super) fn for_each_reference(&self, exn: Exn, mut f: impl FnMut(u64)) {
        let mut at = self.payload(exn);
        for &ty in self.tag(self.tag_of(exn)).ty().params() {
            // SAFETY: the payload consists of values of these types.
            unsafe {
                if may_refer(ty) {
                    f(at.read());
                }
                at = at.add(payload_words(ty));
            }
        }
    }

    /// Frees the unmarked exceptions. `roots` is the number of words that were searched.
    pub(super) fn sweep(&mut self, roots: usize) {
        self.heap.sweep(roots);
    }
}

impl StoreOpaque {
    /// Creates an exception with the tag at position `tag` and a copy of the payload at `payload`. `thrown_at` is the return address
    /// of the call that throws it, or zero. The new exception is not reachable yet.
    ///
    /// # Errors
    /// Fails if the heap is full, or if the limiter does not let it grow.
    ///
    /// # Safety
    /// The payload must consist of values of the tag's types that belong to the store, and must survive a collection. If the tag has no
    /// parameters, the address may be invalid.
    pub(crate) unsafe fn new_exception(
        &mut self,
        tag: u32,
        payload: *const u64,
        thrown_at: usize,
        limiter: Option<&mut dyn ResourceLimiter>,
    ) -> Result<Exn> {
        let words = self.exceptions.tag(tag).words();
        let bytes = PAYLOAD + words * 8;
        let handle = match self.exceptions.heap.allocate(bytes) {
            Some(handle) => handle,
            None => self.make_room(bytes, limiter)?,
        };
        let exn = Exn(handle);
        // SAFETY: the cell has room for the header and the payload, and is not in use yet. The caller guarantees the payload.
        unsafe {
            self.exceptions.header(exn).write(Header { tag, name: 0, thrown_at });
            if words > 0 {
                self.exceptions.payload(exn).cast_mut().copy_from_nonoverlapping(payload, words);
            }
        }
        Ok(exn)
    }

    /// Allocates a cell of `bytes` bytes when the heap has none free.
    #[cold]
    fn make_room(&mut self, bytes: usize, mut limiter: Option<&mut dyn ResourceLimiter>) -> Result<Handle> {
        if self.exceptions.heap.should_collect() {
            self.gc();
        }
        loop {
            if let Some(handle) = self.exceptions.heap.allocate(bytes) {
                return Ok(handle);
            }
            match self.grow_heap(bytes, &mut limiter) {
                Ok(()) => {}
                // Collect earlier than planned rather than fail.
                Err(_) if self.exceptions.heap.is_worth_collecting() && self.may_collect() => self.gc(),
                Err(error) => {
                    self.exceptions.heap.was_full = true;
                    return Err(error);
                }
            }
        }
    }

    /// Adds memory for a cell of `bytes` bytes to the heap.
    fn grow_heap(&mut self, bytes: usize, limiter: &mut Option<&mut dyn ResourceLimiter>) -> Result<()> {
        let limit = self.engine().config().heap_limit();
        let heap = &mut self.exceptions.heap;
        let (size, grown) = (heap.size(), heap.grown_size());
        if let Some(limiter) = limiter
            && size < grown
            && grown <= limit
            && !limiter.memory_growing(size, grown, Some(limit))?
        {
            bail!("the limiter of the store does not allow {grown} bytes for exceptions");
        }
        heap.grow(bytes, limit).map_err(|full| match full {
            Full::Limit => heap_full(limit),
            Full::OutOfMemory => format_err!("out of memory: {size} bytes are taken by exceptions"),
        })
    }
}

#[cold]
fn heap_full(limit: usize) -> Error {
    format_err!("too many exceptions: those that are in use take {limit} bytes, which `Config::gc_heap_max` allows")
}
