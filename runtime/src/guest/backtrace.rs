//! [`WasmBacktrace`]: the frames of guest code.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::fmt;

use windlass_codegen::module::ModuleInfo;
use windlass_codegen::{DisplayName, FunctionEntry};
use windlass_isa::trampolines::windlass_tail_return;
use windlass_masm::vm::Assignment;

use crate::api::module::ModuleInner;
use crate::code::code_registry;
use crate::guest::activation::{self, Activation, FramesStart};
use crate::guest::call_values::stack_words;
use crate::guest::trap;
use crate::machine::{self, ReturnAddress};
use crate::store::AsContext;

/// The maximum number of frames in a backtrace. Innermost frames are kept.
const MOST_FRAMES: usize = 64;

/// The call stack of guest code, innermost frame first.
///
/// An [`Error`](crate::Error) that passed through guest code has one: see
/// [`Error::backtrace`](crate::Error::backtrace).
///
/// ```
/// # fn main() -> windlass::Result<()> {
/// use windlass::{Engine, Instance, Module, Store, Trap, WasmBacktrace};
///
/// let engine = Engine::default();
/// let module = Module::new(&engine, r#"(module (func $inner unreachable) (func $outer (export "run") (call $inner)))"#)?;
/// let mut store = Store::new(&engine, ());
/// let run = Instance::new(&mut store, &module, &[])?.get_typed_func::<(), ()>(&mut store, "run")?;
/// let error = run.call(&mut store, ()).unwrap_err();
/// assert_eq!(error.downcast_ref::<Trap>(), Some(&Trap::UnreachableCodeReached));
/// let backtrace = error.downcast_ref::<WasmBacktrace>().unwrap();
/// let names: Vec<_> = backtrace.frames().iter().filter_map(|frame| frame.func_name()).collect();
/// assert_eq!(names, ["inner", "outer"]);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct WasmBacktrace {
    frames: Vec<FrameInfo>,
    truncated: bool,
}

/// A frame of a [`WasmBacktrace`].
#[derive(Clone)]
pub struct FrameInfo {
    /// Shared rather than copying the names, which may be long.
    module: Arc<ModuleInfo>,
    func_index: u32,
    module_offset: Option<u32>,
    func_offset: Option<u32>,
}

impl WasmBacktrace {
    /// The guest frames of the current thread: those of all guest code that is waiting for a host function. Empty if the
    /// host was not called by guest code.
    pub fn capture(_store: impl AsContext) -> WasmBacktrace {
        WasmBacktrace::current()
    }

    /// [`WasmBacktrace::capture`] without a store.
    pub(crate) fn current() -> WasmBacktrace {
        activation::with_current(|innermost| innermost.map(WasmBacktrace::of).unwrap_or_default())
    }

    /// The frames of `innermost` and of the activations before it.
    pub(crate) fn of(innermost: &Activation) -> WasmBacktrace {
        let mut backtrace = WasmBacktrace::default();
        for activation in innermost.chain() {
            let Some(start) = activation.frames_start() else { continue };
            if !backtrace.walk(activation, start) {
                backtrace.truncated = true;
                break;
            }
        }
        backtrace
    }

    /// The frames, innermost first.
    pub fn frames(&self) -> &[FrameInfo] {
        &self.frames
    }

    /// Adds the frames of one activation. Returns false if there are too many.
    fn walk(&mut self, activation: &Activation, start: FramesStart) -> bool {
        let FramesStart { mut pc, mut sp, mut fault, mut is_site } = start;
        loop {
            // The stack pointer is at the record of a tail call to another instance.
            if fault.is_none() && pc == windlass_tail_return as *const () as usize {
                let Some(caller) = activation.leave_tail_record(sp) else { return true };
                (pc, sp) = caller;
            }
            let found = if fault.is_none() { code_registry::find_call(pc) } else { code_registry::find(pc) };
            let Some((module, offset)) = found else { return true };
            let Some(at) = module.function_at(offset) else { return true };
            if self.frames.len() == MOST_FRAMES {
                return false;
            }
            self.frames.push(FrameInfo::new(&module, &at, offset, is_site));
            let (position, function) = at;
            let frame_size = function.frame_size as usize;
            let frame = match &fault {
                Some(registers) => {
                    let code = module.code_bytes().get(function.start as usize..).unwrap_or_default();
                    let at = (offset - function.start) as usize;
                    machine::interrupted_frame(code, at, frame_size, function.stack_args as usize, registers)
                }
                None => machine::calling_frame(frame_size),
            };
            let caller = match frame.return_address {
                ReturnAddress::Known(address) => {
                    // A leaf function may have stored the arguments of a tail call.
                    if is_site {
                        sp = sp.wrapping_add(module.site(&function, offset).map_or(0, |site| site.pushed as usize));
                    }
                    address
                }
                ReturnAddress::OnStack(at) => {
                    if fault.is_some() {
                        sp = sp.wrapping_add(pushed_for_call(
                            activation,
                            &module,
                            &function,
                            offset,
                            sp.wrapping_add(at),
                        ));
                    }
                    let Some(address) = activation.word(sp.wrapping_add(at)) else { return true };
                    address
                }
            };
            // Arguments and results on the stack belong to the caller, but not to its frame.
            let Some(ty) = module.info().get_func_type(module.info().imported_functions + position) else {
                return true;
            };
            let result_words = stack_words(Assignment::results(), ty.results());
            sp = sp.wrapping_add(frame.size + function.stack_args as usize + result_words * 8);
            pc = caller;
            (fault, is_site) = (None, true);
        }
    }
}

/// The bytes of arguments and results that a frame that faulted at code offset `pc` had already reserved for a call.
/// Without them, the return address would be at `expected`.
fn pushed_for_call(
    activation: &Activation,
    module: &ModuleInner,
    function: &FunctionEntry,
    pc: u32,
    expected: usize,
) -> usize {
    let is_return_address = |pc: usize| trap::in_trampolines(pc) || code_registry::find_call(pc).is_some();
    let fits = |pushed: usize| activation.word(expected.wrapping_add(pushed)).is_some_and(is_return_address);
    // After a stack overflow or an interrupt, the instruction may have no site. The next site may be that of a call that
    // has not begun, and the results of the previous call may still be on the stack. So test each candidate for a return
    // address.
    let after = module.site(function, pc).map_or(0, |site| site.pushed as usize);
    if after == 0 && fits(0) {
        return 0;
    }
    let before = || module.site_before(function, pc).map_or(0, |site| site.pushed as usize);
    if fits(after) {
        after
    } else if fits(0) {
        0
    } else {
        Some(before()).filter(|&before| fits(before)).unwrap_or(0)
    }
}

impl FrameInfo {
    fn new(module: &ModuleInner, at: &(u32, FunctionEntry), offset: u32, is_site: bool) -> FrameInfo {
        let (position, function) = at;
        let info = module.info();
        let func_index = info.imported_functions + position;
        let module_offset = match is_site {
            true => module.site(function, offset).map(|site| site.wasm),
            // The offset may be between sites: use the last one before it.
            false => Some(module.site_before(function, offset).map_or(function.wasm_start, |site| site.wasm)),
        };
        FrameInfo {
            module: module.artifact().module.clone(),
            func_index,
            module_offset,
            func_offset: module_offset.and_then(|o| o.checked_sub(function.wasm_start)),
        }
    }

    /// The frame of the call that returns to `address`, if there is guest code.
    pub(crate) fn of_call(address: usize) -> Option<FrameInfo> {
        let (module, offset) = code_registry::find_call(address)?;
        let at = module.function_at(offset)?;
        Some(FrameInfo::new(&module, &at, offset, true))
    }

    /// The frame for a sentence, without leading spaces.
    pub(crate) fn place(&self) -> impl fmt::Display {
        fmt::from_fn(|f| match self.module_offset {
            Some(offset) => write!(f, "{offset:#x} in {}", self.names()),
            None => write!(f, "{}", self.names()),
        })
    }

    /// The names of module and function.
    fn names(&self) -> impl fmt::Display {
        fmt::from_fn(|f| {
            write!(f, "{}", DisplayName::new(self.module_name().unwrap_or("<unknown>")))?;
            match self.func_name() {
                Some(name) => write!(f, "!{}", DisplayName::new(name)),
                None => write!(f, "!<wasm function {}>", self.func_index),
            }
        })
    }

    /// The name of the module, if its name section has one.
    pub fn module_name(&self) -> Option<&str> {
        self.module.name.as_deref()
    }

    /// The index of the function in its module.
    pub fn func_index(&self) -> u32 {
        self.func_index
    }

    /// The name of the function, if the name section has one.
    pub fn func_name(&self) -> Option<&str> {
        self.module.function_names.get(self.func_index)
    }

    /// The offset of the executing operator from the start of the module in bytes, if known.
    pub fn module_offset(&self) -> Option<usize> {
        self.module_offset.map(|o| o as usize)
    }

    /// The offset of the executing operator from the start of the function's body in bytes, if known.
    pub fn func_offset(&self) -> Option<usize> {
        self.func_offset.map(|o| o as usize)
    }
}

impl core::error::Error for WasmBacktrace {}

impl fmt::Display for WasmBacktrace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("wasm backtrace:")?;
        for (i, frame) in self.frames.iter().enumerate() {
            write!(f, "\n  {i:>3}: {frame}")?;
        }
        if self.truncated {
            f.write_str("\n  ...: and more")?;
        }
        Ok(())
    }
}

impl fmt::Debug for FrameInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("FrameInfo").field(&format_args!("{self}")).finish()
    }
}

impl fmt::Display for FrameInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.module_offset {
            Some(offset) => write!(f, "{offset:#8x} - ")?,
            None => f.write_str("       ? - ")?,
        }
        write!(f, "{}", self.names())
    }
}
