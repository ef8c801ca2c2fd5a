//! What is known of the frames that exceptions passed, by the address that is returned to.
//!
//! Programs throw through the same calls again and again. Finding the module of an address, the function and the site takes much
//! longer than looking here.

use alloc::boxed::Box;
use alloc::vec;

use windlass_codegen::FunctionEntry;
use windlass_masm::vm::Assignment;

use crate::api::module::ModuleInner;
use crate::code::code_registry;
use crate::guest::call_values::stack_words;
use crate::machine::{self, ReturnAddress};

/// A frame of a function that waits for a call.
#[derive(Clone, Copy)]
pub(crate) struct CallingFrame {
    /// The address that the call returns to; zero where nothing is known.
    pc: usize,
    /// The module, which lives as long as the store has the cache.
    module: *const ModuleInner,
    /// The position of the function, and the function.
    pub(crate) function: u32,
    pub(crate) entry: FunctionEntry,
    /// Where the return address is, in bytes from the stack pointer.
    pub(crate) return_address: u32,
    /// The bytes up to the frame of the caller.
    pub(crate) size: u32,
    /// Which callee-saved registers it holds, see [`Frame::saved`](windlass_codegen::handlers::Frame::saved).
    pub(crate) saved: u16,
    /// Where the context is, in bytes from the stack pointer, and the offset in the module of the operator that calls; of functions
    /// that have handlers.
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

    /// Looks for what is known of a frame in the module that has the address.
    #[cold]
    fn of(pc: usize) -> Option<CallingFrame> {
        // A call is found by its last byte: it may be the end of the function, and of the code.
        let (module, offset) = code_registry::find(pc.checked_sub(1)?)?;
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

/// As many as fit in a few pages: a power of two.
const SIZE: usize = 256;

/// Frames that were asked for.
pub(crate) struct UnwindCache(Option<Box<[CallingFrame]>>);

impl UnwindCache {
    pub(crate) const fn new() -> UnwindCache {
        UnwindCache(None)
    }

    /// What is known of a frame that is returned to at `pc`, of an instance of the store. `None` if that is not guest code.
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
