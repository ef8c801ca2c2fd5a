//! An instance in its store: its context and index spaces.

use alloc::alloc::{alloc_zeroed, dealloc};
use alloc::boxed::Box;
use alloc::vec;
use core::alloc::Layout;
use core::ptr::NonNull;

use windlass_codegen::ContextLayout;
use windlass_codegen::module::ExportKind;
use windlass_isa::trampolines::windlass_tail_call;
use windlass_masm::vm::{CLAMPED_END, CLAMPED_END_AT, TAIL_CALL_AT, VMContextHeader, VMFuncRef};

use crate::api::error::{Result, format_err};
use crate::api::externs::Extern;
use crate::api::func::Func;
use crate::api::global::Global;
use crate::api::module::{Module, damaged};
use crate::api::table::Table;
use crate::api::tag::Tag;
use crate::store::StoreOpaque;

/// An instance in its store.
pub(crate) struct InstanceData {
    pub(crate) module: Module,
    pub(crate) context: ContextMemory,
    /// The positions of the memories in the store, by index in the module.
    pub(crate) memories: Box<[u32]>,
    /// The positions of the tables in the store, by index in the module.
    pub(crate) tables: Box<[u32]>,
    /// Data segments dropped by `data.drop`.
    pub(crate) dropped_data: SegmentSet,
    /// Element segments dropped by `elem.drop`.
    pub(crate) dropped_elements: SegmentSet,
}

impl InstanceData {
    /// The function reference of function `index`, which must escape.
    ///
    /// # Panics
    /// Panics if the function does not escape.
    pub(crate) fn func_ref(&self, index: u32) -> NonNull<VMFuncRef> {
        self.try_func_ref(index).expect("the function does not escape")
    }

    /// [`InstanceData::func_ref`] for an index that may come from a damaged file.
    pub(crate) fn try_func_ref(&self, index: u32) -> Result<NonNull<VMFuncRef>> {
        let module = self.module.inner();
        let position = module.info().escaping.binary_search(&index).map_err(|_| damaged())?;
        Ok(self.context.at(module.layout().func_ref(position as u32)).cast())
    }

    /// The address of the value of global `index`.
    pub(crate) fn global(&self, index: u32) -> NonNull<u8> {
        let module = self.module.inner();
        let place = self.context.at(module.layout().global(index));
        if ContextLayout::global_is_pointer(module.info(), index) {
            // SAFETY: instantiation stored a valid address there.
            unsafe { place.cast::<NonNull<u8>>().read() }
        } else {
            place
        }
    }

    /// The position in the store of tag `index`, if there is such a tag.
    pub(crate) fn tag(&self, index: u32) -> Option<u32> {
        let module = self.module.inner();
        let is_there = (index as usize) < module.info().tags.len();
        // SAFETY: instantiation put it there.
        is_there.then(|| unsafe { self.context.at(module.layout().tag(index)).cast::<u64>().read() as u32 })
    }

    /// The item with this index.
    pub(crate) fn item(&self, store: &StoreOpaque, kind: ExportKind, index: u32) -> Extern {
        let id = store.id();
        match kind {
            // SAFETY: contexts live as long as the store.
            ExportKind::Func => unsafe { Func::from_ref(id, self.func_ref(index)) }.into(),
            ExportKind::Table => Table::from_index(id, self.tables[index as usize]).into(),
            ExportKind::Memory => store.memory_item(self.memories[index as usize]),
            ExportKind::Global => {
                let module = self.module.inner();
                let ty = module.global_type(module.info().globals[index as usize]);
                // SAFETY: contexts, and the globals of the embedder, live as long as the store.
                unsafe { Global::from_address(id, self.global(index), ty) }.into()
            }
            ExportKind::Tag => Tag::from_index(id, self.tag(index).expect("the index of a tag")).into(),
        }
    }
}

/// The memory of a context, initially zero. A prefix holds the position of the instance in the store, and the fields at
/// [`ZERO_AT`](windlass_masm::vm::ZERO_AT), [`CLAMPED_END_AT`] and [`TAIL_CALL_AT`].
pub(crate) struct ContextMemory {
    context: NonNull<u8>,
    size: usize,
}

impl ContextMemory {
    const ALIGN: usize = 16;
    /// The size of the prefix, which begins with the position.
    const PREFIX: usize = 2 * ContextMemory::ALIGN;

    /// Allocates a context of `size` bytes for the instance at position `instance`.
    pub(crate) fn new(size: u32, instance: u32) -> Result<ContextMemory> {
        let size = size as usize;
        // SAFETY: the size of the layout is not zero, and the prefix has room for the position at its start and for the
        // other fields at its end.
        let context = unsafe {
            let base = NonNull::new(alloc_zeroed(ContextMemory::layout(size)))
                .ok_or_else(|| format_err!("out of memory for an instance of {size} bytes"))?;
            base.cast::<u32>().write(instance);
            let context = base.add(ContextMemory::PREFIX);
            context.offset(CLAMPED_END_AT as isize).cast::<u64>().write(CLAMPED_END);
            context.offset(TAIL_CALL_AT as isize).cast::<usize>().write(windlass_tail_call as *const () as usize);
            context
        };
        Ok(ContextMemory { context, size })
    }

    fn layout(size: usize) -> Layout {
        Layout::from_size_align(size + ContextMemory::PREFIX, ContextMemory::ALIGN).expect("a context of 2^63 bytes")
    }

    /// The position of the instance with this context.
    ///
    /// # Safety
    /// `context` must have been allocated by [`ContextMemory::new`].
    pub(crate) unsafe fn instance_of(context: *mut VMContextHeader) -> u32 {
        // SAFETY: it has the prefix.
        unsafe { context.byte_sub(ContextMemory::PREFIX).cast::<u32>().read() }
    }

    /// The start of the context.
    pub(crate) fn header(&self) -> *mut VMContextHeader {
        self.context.as_ptr().cast()
    }

    /// The address at this offset of the context.
    pub(crate) fn at(&self, offset: u32) -> NonNull<u8> {
        assert!(offset as usize <= self.size, "the offset is outside the context");
        // SAFETY: the offset is inside the allocation.
        unsafe { self.context.add(offset as usize) }
    }
}

impl Drop for ContextMemory {
    fn drop(&mut self) {
        // SAFETY: it was allocated with this layout.
        unsafe { dealloc(self.context.as_ptr().sub(ContextMemory::PREFIX), ContextMemory::layout(self.size)) };
    }
}

/// A set of segments.
pub(crate) struct SegmentSet(Box<[u64]>);

impl SegmentSet {
    /// An empty set for indices below `segments`.
    pub(crate) fn new(segments: usize) -> SegmentSet {
        SegmentSet(vec![0; segments.div_ceil(64)].into())
    }

    /// Adds a segment. Ignores an index that is out of range.
    pub(crate) fn insert(&mut self, segment: u32) {
        if let Some(word) = self.0.get_mut(segment as usize / 64) {
            *word |= 1 << (segment % 64);
        }
    }

    pub(crate) fn contains(&self, segment: u32) -> bool {
        self.0.get(segment as usize / 64).is_some_and(|word| word & 1 << (segment % 64) != 0)
    }
}

#[cfg(test)]
mod tests {
    use windlass_masm::vm::ZERO_AT;

    use super::*;

    #[test]
    fn a_context_knows_its_instance() {
        let memory = ContextMemory::new(64, 5).unwrap();
        // SAFETY: the context was just allocated.
        assert_eq!(unsafe { ContextMemory::instance_of(memory.header()) }, 5);
        assert_eq!(memory.header().addr() % 16, 0);
        // SAFETY: both fields are in the prefix.
        let number = |at: i32| unsafe { memory.header().byte_offset(at as isize).cast::<u64>().read() };
        assert_eq!((number(ZERO_AT), number(CLAMPED_END_AT)), (0, CLAMPED_END));
    }

    #[test]
    fn segments_are_dropped_one_by_one() {
        let mut set = SegmentSet::new(130);
        set.insert(64);
        set.insert(129);
        assert!(set.contains(129) && set.contains(64) && !set.contains(128) && !set.contains(0));
    }
}
