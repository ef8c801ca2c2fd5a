//! A cache of frame layouts for unwinding, by return address.
//!
//! Programs tend to throw through the same calls. A lookup here is much faster than finding the module, the function and the site of
//! an address.

use alloc::boxed::Box;
use alloc::vec;

use windlass_codegen::FunctionEntry;
use windlass_masm::vm::Assignment;

use crate::api::module::ModuleInner;
use crate::code::code_registry;
use crate::guest::call_values::stack_words;
use crate::machine::{self, ReturnAddress};

/// The layout of a frame that waits for a call.
#[derive(Clone, Copy)]
pub(crate) struct CallingFrame {
    /// The return address of the call; zero in an empty entry.
    pc: usize,
    /// The module, which lives at least as long as the cache.
    module: *const ModuleInner,
    /// The function and its position.
    pub(crate) function: u32,
    pub(crate) entry: FunctionEntry,
    /// The offset of the return address from the stack pointer in bytes.
    pub(crate) return_address: u32,
    /// The distance to the frame of the caller in bytes.
    pub(crate) size: u32,
    /// The callee-saved registers that it holds: see [`Frame::saved`](windlass_codegen::handlers::Frame::saved).
    pub(crate) saved: u16,
    /// For functions with handlers: the offset of the context from the stack pointer in bytes, and the module offset of the call
    /// operator.
    pub(crate) handlers: Option<(u32, u32)>,
}

impl CallingFrame {
    const NONE: CallingFrame = CallingFrame {
        pc: 0,
        module: core::ptr::null(),
        function: 0,
        entry: FunctionEntry { start: 0, end: 0, frame_size: 0, stack_args: 0, saved: 0, sites: 0, wasm_start: 0 },
        return_address: 0,
        size: 0,
        saved: 0,
        handlers: None,
    };

    /// Computes the layout of a frame from the module that contains the address.
    #[cold]
    fn of(pc: usize) -> Option<CallingFrame> {
        let (module, offset) = code_registry::find_call(pc)?;
        let (position, function) = module.function_at(offset)?;
        let frame = machine::calling_frame(function.frame_size as usize);
        let ReturnAddress::OnStack(return_address) = frame.return_address else { return None };
        let ty = module.info().get_func_type(module.info().imported_functions + position)?;
        let results = stack_words(Assignment::results(), ty.results()) * 8;
        let unwinding = module.unwinding(position, &function);
        let site = |slot: u32| Some((slot, module.site(&function, offset)?.wasm));
        Some(CallingFrame {
            pc,
            module: &raw const *module,
            function: position,
            entry: function,
            return_address: return_address as u32,
            size: u32::try_from(frame.size + usize::from(function.stack_args) + results).ok()?,
            saved: unwinding.saved,
            handlers: unwinding.context_slot.and_then(site),
        })
    }

    /// The module of the function.
    ///
    /// # Safety
    /// The store that the frame was found in must exist.
    pub(crate) unsafe fn module(&self) -> &ModuleInner {
        // SAFETY: a store keeps its instances, and those their modules.
        unsafe { &*self.module }
    }
}

/// The number of entries, a power of two: as many as fit in a few pages.
const SIZE: usize = 256;

/// The cache.
pub(crate) struct UnwindCache(Option<Box<[CallingFrame]>>);

impl UnwindCache {
    pub(crate) const fn new() -> UnwindCache {
        UnwindCache(None)
    }

    /// The layout of the frame with return address `pc`, of an instance of the store. `None` if it is not guest code.
    #[inline]
    pub(crate) fn get(&mut self, pc: usize) -> Option<&CallingFrame> {
        let frames = self.0.get_or_insert_with(|| vec![CallingFrame::NONE; SIZE].into());
        // Return addresses of calls that follow each other are a few bytes apart.
        let place = &mut frames[(pc ^ pc >> 8 ^ pc >> 16) % SIZE];
        if place.pc != pc {
            *place = CallingFrame::of(pc)?;
        }
        Some(place)
    }
}
