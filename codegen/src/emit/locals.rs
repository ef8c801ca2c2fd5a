//! The homes of locals: each local lives in a register or in a slot of the frame for the whole function.
//!
//! A home never changes within a function, so merges need no moves. The locals with the highest use counts, weighted by loop depth, get
//! registers. Calls clobber caller-saved registers: a local in one is dead after the first call, or used so much in loops that it is
//! saved around calls.

use windlass_masm::{DivOp, MacroAssembler, Reg, RegSet, ShiftOp, Slot, Src, Ty};

use super::Emitter;
use super::call_signature::ArgLoc;

/// The location of a local.
#[derive(Clone, Copy, Debug)]
pub(super) struct Local {
    pub(super) ty: Ty,
    /// Its register, if it has one.
    pub(super) home: Option<Reg>,
    /// Its slot, if it has no register.
    pub(super) slot: Slot,
}

impl Local {
    #[inline]
    pub(super) fn src(&self) -> Src {
        match self.home {
            Some(reg) => Src::Reg(reg.read()),
            None => Src::Slot(self.slot),
        }
    }
}

/// The registers that are homes of a function's locals.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Homes {
    /// All homes.
    pub(super) all: RegSet,
    /// The homes that the function must save.
    pub(super) saved: RegSet,
    /// The size of the slots of the other locals in bytes.
    pub(super) slot_bytes: u32,
}

/// The minimum weight of a local in a callee-saved register, since saving and restoring the register are two accesses. Storing a
/// parameter would be an access, too.
const WORTH_SAVING: u32 = 2;

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    const INT_HOMES: RegSet = RegSet::of(M::ABI.int_homes);
    const FLOAT_HOMES: RegSet = RegSet::of(M::ABI.float_homes).union(RegSet::of(&M::ABI.float_args));
    /// The registers that can be saved around calls. They are restored when the results are already in their registers.
    const LASTING_HOMES: RegSet =
        Self::INT_HOMES.difference(RegSet::of(&M::ABI.int_results)).union(RegSet::of(M::ABI.float_homes));
    const ARGUMENTS: RegSet = RegSet::of(M::ABI.int_args).union(RegSet::of(&M::ABI.float_args));

    /// The register in which parameter `index` arrives, if any.
    fn arrival(&self, index: usize) -> Option<Reg> {
        match self.signatures[self.ty as usize].params.get(index) {
            Some((_, ArgLoc::Reg(reg))) => Some(*reg),
            _ => None,
        }
    }

    /// The stack word in which parameter `index` arrives, if any.
    fn arrival_on_stack(&self, index: usize) -> Option<u32> {
        match self.signatures[self.ty as usize].params.get(index) {
            Some((_, ArgLoc::Stack(word))) => Some(*word),
            _ => None,
        }
    }

    /// Whether a parameter that arrives on the stack is used.
    pub(super) fn reads_stack_args(&self) -> bool {
        let params = self.scan.used.iter().filter(|index| (**index as usize) < self.params);
        self.signatures[self.ty as usize].stack_args != 0
            && params.copied().any(|i| self.arrival_on_stack(i as usize).is_some())
    }

    /// Records the types of the used locals; `count` is the number of all locals.
    pub(super) fn begin_locals(&mut self, count: usize) {
        let nowhere = Local { ty: Ty::I32, home: None, slot: Slot(0) };
        if self.locals.len() < count {
            self.locals.resize(count, nowhere);
        }
        for &index in &self.scan.used {
            let ty = match self.signatures[self.ty as usize].params.get(index as usize) {
                Some((ty, _)) => *ty,
                None => self.declared[self.declared.partition_point(|(end, _)| *end <= index)].1,
            };
            self.locals[index as usize] = Local { ty, ..nowhere };
        }
    }

    /// Assigns homes to locals.
    pub(super) fn choose_homes(&mut self) -> Homes {
        let mut order = core::mem::take(&mut self.order);
        order.clear();
        // A single number to compare: the weight, then the lower index.
        order.extend(self.scan.used.iter().map(|&index| u64::from(self.scan.weight(index)) << 32 | u64::from(!index)));
        order.sort_unstable();
        let (mut all, mut saved, mut slot_bytes) = (RegSet::EMPTY, RegSet::EMPTY, 0);
        let counter = self.options.consume_fuel.then_some(M::ABI.fuel);
        let mut callee_saved = M::ABI.callee_saved.iter().copied().filter(|reg| Some(*reg) != counter);
        let (mut ints, mut floats) = (self.int_homes(), self.float_homes());
        let int_caller_saved = M::ABI.caller_saved.intersection(RegSet::ALL_INT).len();
        let mut spare_ints = int_caller_saved - M::ABI.min_int_caller_saved - u32::from(self.scan.divides());
        let float_caller_saved = M::ABI.caller_saved.intersection(RegSet::ALL_FLOAT).len();
        let mut spare_floats = float_caller_saved - M::ABI.min_float_caller_saved;
        self.short_lived = RegSet::EMPTY;
        let signatures = core::mem::take(&mut self.signatures);
        let params = &signatures[self.ty as usize].params;
        for &key in order.iter().rev() {
            let (weight, index) = ((key >> 32) as u32, !(key as u32));
            let short_lived = self.scan.ends_before_calls(index);
            let index = index as usize;
            let ty = self.locals[index].ty;
            let (pool, order) =
                if ty.is_float() { (&mut floats, M::ABI.float_homes) } else { (&mut ints, M::ABI.int_homes) };
            let is_param = index < params.len();
            let (arrival, on_stack) = match params.get(index) {
                Some((_, ArgLoc::Reg(reg))) => (Some(*reg), false),
                Some(_) => (None, true),
                None => (None, false),
            };
            let spare = if ty.is_float() { &mut spare_floats } else { &mut spare_ints };
            let mut temporary = || {
                // A caller-saved register is saved and restored around each call, unless its local is dead by then.
                let calls = self.scan.calls.saturating_mul(if ty.is_float() { 2 } else { 4 });
                if *spare == 0 || !short_lived && weight <= calls {
                    return None;
                }
                let mut allowed = if short_lived { *pool } else { pool.intersection(Self::LASTING_HOMES) };
                if on_stack {
                    // It is loaded while other parameters are still in their registers.
                    allowed = allowed.difference(Self::ARGUMENTS);
                }
                let home = match arrival {
                    Some(reg) if allowed.contains(reg) => Some(reg),
                    _ if allowed.is_empty() => None,
                    _ => order.iter().copied().find(|reg| allowed.contains(*reg)),
                };
                *spare -= u32::from(home.is_some());
                home
            };
            let mut callee_saved = || match weight >= WORTH_SAVING || is_param {
                true => callee_saved.next().inspect(|reg| saved.insert(*reg)),
                false => None,
            };
            let home = match ty.is_float() {
                true => temporary(),
                false if short_lived => temporary().or_else(callee_saved),
                false => callee_saved().or_else(temporary),
            };
            let Some(reg) = home else {
                slot_bytes += ty.slot_size();
                continue;
            };
            pool.remove(reg);
            all.insert(reg);
            self.locals[index].home = Some(reg);
            if short_lived && self.scan.calls > 0 && M::ABI.caller_saved.contains(reg) {
                self.short_lived.insert(reg);
            }
        }
        (self.order, self.signatures) = (order, signatures);
        self.free = self.free.difference(all);
        Homes { all, saved, slot_bytes }
    }

    /// The caller-saved registers that may be homes of floating-point locals: including those of parameters, but not the one for results
    /// of blocks, if there are such results.
    fn float_homes(&self) -> RegSet {
        let mut homes = Self::FLOAT_HOMES;
        if self.scan.blocks_carry_floats {
            homes.remove(M::ABI.result(true));
        }
        homes
    }

    /// The caller-saved registers that may be homes of integer locals: none that an operator of the function uses as a fixed register.
    fn int_homes(&self) -> RegSet {
        let mut homes = Self::INT_HOMES;
        if self.scan.divides() {
            for op in [DivOp::DivS, DivOp::DivU, DivOp::RemS, DivOp::RemU] {
                homes = homes.difference(self.masm.div_constraints(op).registers());
            }
        }
        if self.scan.shifts() {
            for op in [ShiftOp::Shl, ShiftOp::ShrS, ShiftOp::ShrU] {
                homes = homes.difference(self.masm.shift_constraints(op).registers());
            }
        }
        if self.scan.rotates() {
            for op in [ShiftOp::Rotl, ShiftOp::Rotr] {
                homes = homes.difference(self.masm.shift_constraints(op).registers());
            }
        }
        homes
    }

    /// Gives a slot to every used local without a register, those whose initial value matters first. Returns the part of
    /// the frame to be filled with zeros.
    pub(super) fn assign_slots(&mut self) -> (Slot, Slot) {
        let params = self.params;
        let start = self.frame_end;
        self.zero_end = start;
        if self.homes.slot_bytes > 0 {
            for zeroed in [true, false] {
                for &index in &self.scan.used {
                    let zero = index as usize >= params && self.scan.reads_initial_value(index);
                    let index = index as usize;
                    if zero == zeroed && self.locals[index].home.is_none() {
                        self.locals[index].slot = append_slot(&mut self.frame_end, self.locals[index].ty);
                    }
                }
                if zeroed {
                    self.zero_end = self.frame_end;
                }
            }
        }
        // Caller-saved registers that are homes in a function with calls have a slot to survive them.
        self.saved_homes.clear();
        let temporaries = self.homes.all.intersection(M::ABI.caller_saved).difference(self.short_lived);
        if self.scan.calls > 0 && !temporaries.is_empty() {
            for &index in &self.scan.used {
                let local = self.locals[index as usize];
                if let Some(reg) = local.home
                    && temporaries.contains(reg)
                {
                    let slot = append_slot(&mut self.frame_end, local.ty);
                    self.saved_homes.push((local.ty, reg, slot));
                }
            }
        }
        (Slot(start), Slot(self.zero_end))
    }

    /// Moves the parameters to their homes or slots, and sets the other locals to zero if their initial value is used.
    pub(super) fn initialize_locals(&mut self, zero: (Slot, Slot)) {
        // Stack arguments come first, while they can be addressed.
        for index in 0..self.params {
            let (Some(word), local) = (self.arrival_on_stack(index), self.locals[index]) else { continue };
            match local.home {
                _ if self.scan.weight(index as u32) == 0 => {}
                Some(reg) => self.masm.load_stack_arg(local.ty, reg, word),
                None => {
                    // The bits pass through a register that holds no argument.
                    let (by, through) = match local.ty {
                        Ty::I32 | Ty::F32 => (Ty::I32, M::ABI.caller_context),
                        Ty::I64 | Ty::F64 => (Ty::I64, M::ABI.caller_context),
                        Ty::V128 => (Ty::V128, M::ABI.float_scratch),
                    };
                    self.masm.load_stack_arg(by, through, word);
                    self.masm.store_slot(by, local.slot, Src::Reg(through.read()));
                }
            }
        }
        for index in 0..self.params {
            let (Some(from), local) = (self.arrival(index), self.locals[index]) else { continue };
            match local.home {
                _ if self.scan.weight(index as u32) == 0 => {}
                Some(home) => self.moves.push((local.ty, home, from)),
                None => self.masm.store_slot(local.ty, local.slot, Src::Reg(from.read())),
            }
        }
        self.parallel_moves();
        self.masm.zero_slots(zero.0, zero.1);
        for &index in &self.scan.used {
            let local = self.locals[index as usize];
            if let Some(home) = local.home
                && index as usize >= self.params
                && self.scan.reads_initial_value(index)
            {
                self.masm.mov(local.ty, home, Src::Imm(0));
            }
        }
    }
}

/// A new slot at the end of the frame. Slots of vectors are aligned: some machines have a shorter range for unaligned ones.
fn append_slot(frame_end: &mut u32, ty: Ty) -> Slot {
    let size = ty.slot_size();
    let slot = if ty == Ty::V128 { frame_end.next_multiple_of(size) } else { *frame_end };
    *frame_end = slot + size;
    Slot(slot)
}
