//! The emitter: compiles operators to machine code in one pass.
//!
//! Each file has an `impl` block of [`Emitter`] for one kind of operator. `operator.rs` dispatches from an opcode to a method, by the
//! rows of `opcode.rs`.

mod arith;
mod atomic;
mod bulk;
mod call;
mod call_signature;
#[cfg(any(debug_assertions, feature = "check"))]
mod check;
#[cfg(not(any(debug_assertions, feature = "check")))]
#[path = "check/none.rs"]
mod check;
mod compare;
mod constraints;
mod control;
mod division;
mod exception;
mod exit;
mod fold;
mod fuel;
mod in_memory;
mod locals;
mod machine_type;
mod memory;
mod operator;
mod reference;
mod regalloc;
#[cfg(feature = "source-map")]
mod source_map;
mod tail_call;
mod value;
mod variable;
mod vector;
mod wide;

#[cfg(any(debug_assertions, feature = "check"))]
pub(crate) use check::is_checked;
pub(crate) use check::{Checker, ENABLED as CHECKED};
#[cfg(any(debug_assertions, feature = "check"))]
pub use check::{check_emit, trace_emit};

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::marker::PhantomData;

use windlass_masm::{
    Assembly, EntryLabel, Frame, FrameSize, Label, MacroAssembler, OutOfLine, Reach, Reg, RegSet, Retry, Site, Slot, Ty,
};

use self::call_signature::CallSignature;
use self::control::Block;
use self::exception::Regions;
use self::exit::SlowPath;
use self::fuel::Run;
use self::locals::{Homes, Local};
use self::value::ValueStack;
use crate::artifact::FunctionEntry;
use crate::context::ContextLayout;
use crate::handlers::HandlerWriter;
use crate::module::ModuleInfo;
use crate::opcode::Opcode;
use crate::reader::{Position, Reader};
use crate::scan::Scan;
#[cfg(feature = "source-map")]
use crate::source_map::SourceMap;

/// Bodies with fewer bytes than this are expected to have short code. Code is usually two to three times as large as its body.
const SHORT_BODY: usize = 8 << 10;

/// The options of the emitter.
#[derive(Clone, Copy, Debug)]
pub(crate) struct EmitOptions {
    /// See [`Options::explicit_bounds_checks`](crate::Options::explicit_bounds_checks).
    pub(crate) explicit_bounds_checks: bool,
    /// See [`CompileOptions::relaxed_simd_deterministic`](crate::CompileOptions::relaxed_simd_deterministic).
    pub(crate) relaxed_simd_deterministic: bool,
    /// See [`Options::explicit_traps`](crate::Options::explicit_traps).
    pub(crate) explicit_traps: bool,
    /// See [`Options::spectre_mitigation`](crate::Options::spectre_mitigation).
    pub(crate) spectre_mitigation: bool,
    /// See [`Options::clamped_memories`](crate::Options::clamped_memories).
    pub(crate) clamped_memories: bool,
    /// See [`Options::branch_protection`](crate::Options::branch_protection).
    pub(crate) branch_protection: bool,
    /// See [`Options::consume_fuel`](crate::Options::consume_fuel).
    pub(crate) consume_fuel: bool,
}

/// Compiles the functions of a module, one after the other. Allocations are reused between functions.
pub(crate) struct Emitter<'a, 'm, M> {
    masm: M,
    /// The macro-assembler writes to a buffer of this lifetime.
    memory: PhantomData<&'m ()>,
    module: &'a ModuleInfo,
    layout: &'a ContextLayout,
    options: EmitOptions,
    /// By type index.
    signatures: Vec<CallSignature>,

    // The current function.
    reader: Reader<'a>,
    /// The start of its body, and its offset in the module.
    start: Reader<'a>,
    wasm_start: u32,
    /// The current operator.
    operator: Position,
    scan: Scan,
    /// The locations of the used locals. Entries of other locals are missing or stale.
    locals: Vec<Local>,
    /// The declarations of locals: the index after the last, and their type.
    declared: Vec<(u32, Ty)>,
    /// The index of its type, and the number of its parameters.
    ty: u32,
    params: usize,
    stack: ValueStack,
    blocks: Vec<Block>,
    /// The code that returns, if it is no longer than a jump to the end of the function.
    early_return: Option<(Frame, Slot)>,
    /// Whether the current operator is reachable.
    reachable: bool,
    /// What fuel was taken for last, if that is reachable.
    run: Option<Run<'a>>,
    /// The free caller-saved registers.
    free: RegSet,
    /// The caller-saved registers that are not the home of a local.
    all_free: RegSet,
    /// The homes of locals.
    homes: Homes,
    /// The caller-saved registers that are the home of a local only up to the first call that returns.
    short_lived: RegSet,
    /// The end of the used part of the frame.
    frame_end: u32,
    zero_end: u32,
    /// The slot that saves the context across calls that change it.
    context_slot: Slot,
    /// The locals in caller-saved registers of a function with calls, with the slots that save them around calls.
    saved_homes: Vec<(Ty, Reg, Slot)>,
    /// The number of calls so far, including those of the runtime.
    exits: u32,
    /// The exception handlers of the function.
    regions: Regions<'a>,
    /// The first of the slots that keep exceptions for `rethrow`.
    kept_exceptions: Slot,
    /// The exception handlers of the functions compiled so far.
    handlers: HandlerWriter,
    /// The slow paths of operators, to be emitted after the body.
    slow_paths: Vec<OutOfLine<SlowPath>>,

    // Scratch.
    order: Vec<u64>,
    moves: Vec<(Ty, Reg, Reg)>,
    labels: Vec<Label>,

    /// Compares what the emitter believes with what is true.
    checker: Checker<'a>,

    /// The source map, if it is requested.
    #[cfg(feature = "source-map")]
    source_map: Option<SourceMap>,
}

/// An emitter for any machine.
pub(crate) trait EmitFunctions<'a, 'm> {
    /// The scan of the next function, to be filled in before it is compiled.
    fn scan(&mut self) -> &mut Scan;

    /// See [`Emitter::function`].
    fn function(&mut self, index: u32, body: Reader<'a>, wasm_start: u32) -> FunctionEntry;

    /// See [`Abi::max_code`](windlass_masm::Abi::max_code).
    fn max_code(&self) -> u32;

    /// Compares what the emitter believes with what is true. To be told of the next function if [`CHECKED`].
    fn checker(&mut self) -> &mut Checker<'a>;

    /// The assembled code.
    fn assembly(&mut self) -> &mut Assembly<'m>;

    /// Where the functions compiled so far catch exceptions.
    fn handlers(&mut self) -> &mut HandlerWriter;

    /// Returns the assembled code.
    fn into_assembly(self: Box<Self>) -> Assembly<'m>;

    /// The source map, if it is requested.
    #[cfg(feature = "source-map")]
    fn source_map(&mut self) -> &mut Option<SourceMap>;
}

impl<'a, 'm, M: MacroAssembler<'m>> EmitFunctions<'a, 'm> for Emitter<'a, 'm, M> {
    fn scan(&mut self) -> &mut Scan {
        &mut self.scan
    }

    fn function(&mut self, index: u32, body: Reader<'a>, wasm_start: u32) -> FunctionEntry {
        self.function(index, body, wasm_start)
    }

    fn max_code(&self) -> u32 {
        M::ABI.max_code
    }

    fn checker(&mut self) -> &mut Checker<'a> {
        &mut self.checker
    }

    fn assembly(&mut self) -> &mut Assembly<'m> {
        self.masm.assembly()
    }

    fn handlers(&mut self) -> &mut HandlerWriter {
        &mut self.handlers
    }

    fn into_assembly(self: Box<Self>) -> Assembly<'m> {
        self.masm.into_assembly()
    }

    #[cfg(feature = "source-map")]
    fn source_map(&mut self) -> &mut Option<SourceMap> {
        &mut self.source_map
    }
}

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    /// An emitter for the functions of `module`.
    pub(crate) fn new(masm: M, module: &'a ModuleInfo, layout: &'a ContextLayout, options: EmitOptions) -> Self {
        let nothing = Reader::empty();
        Emitter {
            masm,
            memory: PhantomData,
            module,
            layout,
            options,
            signatures: module.types.iter().map(|ty| CallSignature::new(ty, &M::ABI)).collect(),
            reader: nothing,
            start: nothing,
            wasm_start: 0,
            operator: nothing.position(),
            scan: Scan::default(),
            locals: Vec::new(),
            declared: Vec::new(),
            ty: 0,
            params: 0,
            stack: ValueStack::default(),
            blocks: Vec::new(),
            early_return: None,
            reachable: true,
            run: None,
            free: RegSet::EMPTY,
            all_free: RegSet::EMPTY,
            homes: Homes::default(),
            short_lived: RegSet::EMPTY,
            frame_end: 0,
            zero_end: 0,
            context_slot: Slot(0),
            saved_homes: Vec::new(),
            exits: 0,
            regions: Regions::default(),
            kept_exceptions: Slot(0),
            handlers: HandlerWriter::default(),
            slow_paths: Vec::new(),
            order: Vec::new(),
            moves: Vec::new(),
            labels: Vec::new(),
            checker: Checker::default(),
            #[cfg(feature = "source-map")]
            source_map: None,
        }
    }

    /// Compiles function `index`, whose validated body (declarations of locals and operators) is `body`, at offset
    /// `wasm_start` of the module. It must have been scanned.
    fn function(&mut self, index: u32, body: Reader<'a>, wasm_start: u32) -> FunctionEntry {
        (self.start, self.reader, self.wasm_start) = (body, body, wasm_start);
        self.masm.assembly().explicit_traps = self.options.explicit_traps;
        self.masm.assembly().spectre_mitigation = self.options.spectre_mitigation;
        self.masm.assembly().branch_protection = self.options.branch_protection;
        self.ty = self.module.functions[index as usize];
        let signature = &self.signatures[self.ty as usize];
        let stack_args = signature.stack_args;
        self.params = signature.params.len();
        let mut count = self.params as u32;
        self.declared.clear();
        let mut declarations = self.reader.u32();
        while declarations > 0 {
            count += self.reader.u32();
            self.declared.push((count, self.reader.val_type()));
            declarations -= 1;
        }
        self.begin_locals(count as usize);
        let operators = self.reader;
        self.free = M::ABI.caller_saved;
        self.homes = self.choose_homes();
        let (all_free, short_lived) = (self.free, self.short_lived);
        let entry = EntryLabel(index - self.module.imported_functions);
        let mut frame = Frame {
            saved: self.homes.saved,
            size: self.expected_frame_size(),
            reach: if body.len() < SHORT_BODY { Reach::Short } else { Reach::Medium },
            calls: self.scan.has_calls(),
            stack_args,
            reads_stack_args: self.reads_stack_args(),
            entry,
            site: Site::new(wasm_start),
        };
        loop {
            (self.reader, self.free, self.all_free, self.short_lived) = (operators, all_free, all_free, short_lived);
            let assembly = self.masm.assembly();
            let begin = assembly.buffer.len();
            let sites = assembly.sites.begin(begin, wasm_start);
            let result = self.attempt(&frame);
            self.check_attempt_result(frame.size, frame.reach, &result);
            match result {
                Ok((start, frame_size)) => {
                    let assembly = self.masm.assembly();
                    let end = assembly.buffer.len();
                    assembly.sites.rebase(sites, start.wrapping_sub(begin));
                    if self.scan.catches {
                        self.record_handlers(entry.0, start);
                    }
                    let (stack_args, saved) = (stack_args as u16, self.saved_mask());
                    return FunctionEntry { start, end, frame_size, stack_args, saved, sites, wasm_start };
                }
                Err(Retry { size, reach }) => {
                    #[cfg(feature = "source-map")]
                    self.forget_mapping(begin);
                    self.masm.assembly().sites.truncate(sites);
                    (frame.size, frame.reach) = (size, reach);
                }
            }
        }
    }

    /// The bit of each callee-saved register in [`Frame::saved`](crate::handlers::Frame::saved), by its index.
    const SAVED_BITS: &'static [u16; 64] = &{
        let (callee_saved, mut bits, mut next, mut i) = (RegSet::of(M::ABI.callee_saved), [0; 64], 1, 0);
        while i < 64 {
            if callee_saved.contains(Reg::from_index(i as u8)) {
                bits[i] = next;
                next <<= 1;
            }
            i += 1;
        }
        bits
    };

    /// The registers that the function saves, see [`Frame::saved`](crate::handlers::Frame::saved).
    fn saved_mask(&self) -> u16 {
        self.homes.saved.iter().fold(0, |mask, reg| mask | Self::SAVED_BITS[usize::from(reg.index())])
    }

    /// A prediction of the size of the frame, from its known parts.
    fn expected_frame_size(&self) -> FrameSize {
        let others = u32::from(self.scan.changes_context) + self.scan.kept_exceptions();
        let bytes = self.homes.slot_bytes + others * 8;
        match bytes {
            0 if self.scan.calls == 0 => FrameSize::Empty,
            0..=64 => FrameSize::Short,
            _ => FrameSize::Long,
        }
    }

    fn attempt(&mut self, frame: &Frame) -> Result<(u32, u32), Retry> {
        self.check_attempt();
        let frame_begin = self.masm.begin_function(frame);
        // If the function turns out to need a frame, it is compiled again.
        let is_short = frame.size == FrameSize::Empty && !frame.calls && frame.saved.len() <= M::ABI.short_epilogue;
        self.early_return = is_short.then_some((*frame, frame_begin));
        self.frame_end = frame_begin.0;
        self.context_slot = Slot(self.frame_end);
        if self.scan.changes_context {
            self.frame_end += 8;
        }
        self.kept_exceptions = Slot(self.frame_end);
        self.frame_end += self.scan.kept_exceptions() * 8;
        let zero = self.assign_slots();
        self.initialize_locals(zero);
        if self.scan.saves_context_first() {
            self.masm.store_slot(Ty::I64, self.context_slot, windlass_masm::Src::Reg(M::ABI.context.read()));
        }
        self.stack.reset(self.frame_end);
        self.masm.assembly().vectors.truncate(1);
        self.slow_paths.clear();
        self.regions.clear();
        self.begin_body();
        if self.options.consume_fuel {
            self.charge_entry();
        }
        #[cfg(feature = "source-map")]
        self.map_operators();
        match self.options.consume_fuel {
            false => self.operators(self.reader.end()),
            true => self.fueled_operators(),
        }
        if self.masm.assembly().buffer.failed() {
            // The function is incomplete, and its code is discarded.
            return Ok((0, 0));
        }
        // The last `end`, at which the loop stops.
        self.operator = self.reader.position();
        #[cfg(feature = "source-map")]
        self.map_operator();
        self.check_before_operator();
        self.end();
        self.check_end_of_body();
        self.end_body(frame);
        #[cfg(feature = "source-map")]
        self.map_end_of_body();
        self.finish_slow_paths(frame);
        self.masm.end_function(frame, Slot(self.frame_end))
    }

    /// Compiles the operators that begin before `stop`, except the last `end`.
    fn operators(&mut self, stop: Reader<'a>) {
        while self.reader.is_before(&stop) && !self.masm.assembly().buffer.failed() {
            // Mostly there is no dead code between an operator that does not continue and the end of its block.
            if !self.reachable && !matches!(self.reader.peek(), Opcode::End | Opcode::Else) {
                self.skip_dead_code();
                if self.reader.is_done() {
                    return;
                }
            }
            let operator = self.reader;
            self.operator = operator.position();
            self.check_before_operator();
            // SAFETY: the reader is before `stop`, which is not after the last `end`, or it is not done.
            let opcode = unsafe { self.reader.opcode() };
            self.operator(opcode);
            self.check_operator();
            debug_assert!(
                self.reader.is_after_operators(operator),
                "{opcode:?} has other immediates than its row says"
            );
        }
    }

    /// The module offset of the current operator.
    #[inline]
    fn site(&self) -> Site {
        self.site_of(self.operator)
    }

    /// The module offset of this operator.
    #[inline]
    fn site_of(&self, operator: Position) -> Site {
        Site::new(self.wasm_start + operator.offset_from(&self.start))
    }
}
