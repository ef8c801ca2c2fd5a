//! Register allocation: hands out caller-saved registers, spills, and moves values to their places.

use windlass_masm::{MacroAssembler, Reg, RegSet, Slot, Src, Ty, Use};

use super::Emitter;
use super::call_signature::ArgLoc;
use super::value::{Operand, Place, Value};
use crate::opcode::{ENDS_PATH, Opcode};

/// The destination of an operator.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dst {
    pub(super) reg: Reg,
    /// The home of this local, and whether the value is also pushed (`local.tee`).
    local: Option<(u32, bool)>,
}

impl Dst {
    /// A caller-saved register, which has been taken.
    pub(super) fn caller_saved(reg: Reg) -> Dst {
        Dst { reg, local: None }
    }
}

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    fn class(float: bool) -> RegSet {
        if float { RegSet::ALL_FLOAT } else { RegSet::ALL_INT }
    }

    /// A free caller-saved register, spilling the oldest value in one if there is none.
    #[inline]
    pub(super) fn alloc(&mut self, float: bool) -> Reg {
        self.alloc_outside(float, RegSet::EMPTY)
    }

    /// A free caller-saved register that is not in `excluded`.
    #[inline]
    pub(super) fn alloc_outside(&mut self, float: bool, excluded: RegSet) -> Reg {
        let class = Self::class(float).difference(excluded);
        match self.free.intersection(class).first() {
            Some(reg) => {
                self.free.remove(reg);
                reg
            }
            None => self.spill_one(class),
        }
    }

    #[cold]
    fn spill_one(&mut self, class: RegSet) -> Reg {
        let oldest = self.stack.noncanonical().find_map(|(i, v)| match v.place {
            Place::Reg(reg) if class.contains(reg) => Some((i, reg)),
            _ => None,
        });
        let (index, reg) = oldest.expect("an operator holds all temporaries at once");
        self.canonicalize(index);
        self.free.remove(reg);
        reg
    }

    /// Takes a certain caller-saved register, and moves its value elsewhere.
    pub(super) fn take(&mut self, reg: Reg) {
        if self.free.contains(reg) {
            self.free.remove(reg);
            return;
        }
        let owner = self.stack.noncanonical().find(|(_, v)| v.place == Place::Reg(reg)).map(|(i, v)| (i, v.ty));
        let Some((index, ty)) = owner else { return self.check_take(reg) };
        match self.free.intersection(Self::class(reg.is_float())).first() {
            Some(other) => {
                self.free.remove(other);
                self.masm.mov(ty, other, Src::Reg(reg.read()));
                self.stack.set_place(index, Place::Reg(other));
            }
            None => {
                self.canonicalize(index);
                self.free.remove(reg);
            }
        }
    }

    /// Moves a value to the place where every path expects it: constants and locals that are never assigned stay, all others go to
    /// their slots.
    #[inline]
    pub(super) fn canonicalize(&mut self, index: usize) {
        match self.stack.get(index).place {
            Place::Const(_) | Place::Slot => {}
            Place::Local(local) if !self.scan.is_assigned(local) && !self.is_short_lived(local) => {}
            _ => self.spill(index),
        }
    }

    /// Whether the next call that returns destroys the home of the local.
    #[inline]
    pub(super) fn is_short_lived(&self, local: u32) -> bool {
        self.locals[local as usize].home.is_some_and(|home| self.short_lived.contains(home))
    }

    /// Moves a value to its slot, even a constant.
    pub(super) fn spill(&mut self, index: usize) {
        let value = self.stack.get(index);
        if value.place == Place::Slot {
            return;
        }
        let src = self.src(&value);
        self.use_slot(&value);
        self.masm.store_slot(value.ty, Slot(value.slot), src);
        self.free_register(&value);
        self.stack.set_place(index, Place::Slot);
    }

    /// Canonicalizes all values below `len`.
    pub(super) fn canonicalize_below(&mut self, len: usize) {
        for index in self.stack.canonical()..len {
            self.canonicalize(index);
        }
        if len > self.stack.canonical() {
            self.stack.set_canonical(len);
        }
    }

    /// Extends the frame to include the slot of `value`.
    #[inline]
    pub(super) fn use_slot(&mut self, value: &Value) {
        self.frame_end = self.frame_end.max(value.slot + value.ty.slot_size());
    }

    /// Pushes a value.
    #[inline]
    pub(super) fn push(&mut self, place: Place, ty: Ty) {
        if self.stack.push(place, ty) {
            self.canonicalize_first();
        }
    }

    /// Canonicalizes the lowest value that is not canonical.
    #[cold]
    #[inline(never)]
    fn canonicalize_first(&mut self) {
        let first = self.stack.canonical();
        self.canonicalize(first);
        self.stack.set_canonical(first + 1);
    }

    /// Pops the top value.
    #[inline]
    pub(super) fn pop(&mut self) -> Operand {
        let value = self.stack.pop();
        self.operand(value)
    }

    /// An additional operand of the current operator, besides those that it popped.
    #[inline]
    pub(super) fn operand(&mut self, value: Value) -> Operand {
        self.check_operand();
        Operand::new(value)
    }

    /// The value as an operand of an instruction.
    #[inline]
    pub(super) fn src(&self, value: &Value) -> Src {
        self.src_as::<false>(value)
    }

    /// The value as an operand that is read for the last time: its own register dies, but not the home of a local.
    #[inline]
    pub(super) fn last_src(&self, operand: &Operand) -> Src {
        self.src_as::<true>(operand)
    }

    #[inline]
    fn src_as<const IS_LAST: bool>(&self, value: &Value) -> Src {
        match value.place {
            Place::Const(bits) => Src::Imm(bits),
            Place::Local(local) => self.locals[local as usize].src(),
            Place::Reg(reg) => Src::Reg(reg.read_as(IS_LAST)),
            Place::Slot => Src::Slot(Slot(value.slot)),
            Place::Memory(_) => Src::Mem(self.stack.pending.expect("an address for a value in memory")),
        }
    }

    /// Moves the value to a register: its own, or the home of its local. The register must not be written unless the value is at
    /// [`Place::Reg`].
    #[inline]
    pub(super) fn in_reg(&mut self, value: &mut Value) -> Reg {
        match self.src(value) {
            Src::Reg(reg) => reg.reg(),
            src => self.load_value(value, src, RegSet::EMPTY),
        }
    }

    /// [`Emitter::in_reg`] for an operand that is read for the last time.
    #[inline]
    pub(super) fn last_in_reg(&mut self, value: &mut Operand) -> Use {
        match self.last_src(value) {
            Src::Reg(reg) => reg,
            src => self.load_value(value, src, RegSet::EMPTY).last_read(),
        }
    }

    /// [`Emitter::in_reg`] with a caller-saved register that may be written and is not in `excluded`.
    pub(super) fn in_own_reg(&mut self, value: &mut Value, excluded: RegSet) -> Reg {
        match value.place {
            Place::Reg(reg) if !excluded.contains(reg) => reg,
            _ => {
                let src = self.src(value);
                self.load_value(value, src, excluded)
            }
        }
    }

    fn load_value(&mut self, value: &mut Value, src: Src, excluded: RegSet) -> Reg {
        let reg = match value.place {
            // The index of the address is no longer needed.
            Place::Memory(Some(index)) if !value.ty.is_float() && !excluded.contains(index) => index,
            _ => self.alloc_outside(value.ty.is_float(), excluded),
        };
        self.masm.mov(value.ty, reg, src);
        if value.place != Place::Memory(Some(reg)) {
            self.free_register(value);
        }
        value.place = Place::Reg(reg);
        reg
    }

    /// Moves the value to this register, which is taken, or is the value's own.
    pub(super) fn in_this_reg(&mut self, value: &mut Value, reg: Reg) {
        if value.place != Place::Reg(reg) {
            let src = self.src(value);
            self.masm.mov(value.ty, reg, src);
            self.free_register(value);
            value.place = Place::Reg(reg);
        }
    }

    /// Frees the register of an operand.
    #[inline]
    pub(super) fn release(&mut self, operand: Operand) {
        self.free_register(&operand);
        self.consume([operand]);
    }

    /// Pushes a value that replaces operands. If it is in a register, it takes over that of an operand.
    #[inline(always)]
    pub(super) fn replace<const N: usize>(&mut self, operands: [Operand; N], place: Place, ty: Ty) {
        self.consume(operands);
        self.push(place, ty);
    }

    /// Consumes operands whose registers were freed, or belong to a value that was pushed.
    #[inline(always)]
    pub(super) fn consume<const N: usize>(&mut self, operands: [Operand; N]) {
        self.check_consumed(N);
        drop(operands);
    }

    /// Frees the register of a dead value.
    #[inline]
    pub(super) fn free_register(&mut self, value: &Value) {
        if let Place::Reg(reg) | Place::Memory(Some(reg)) = value.place {
            self.free.insert(reg);
        }
    }

    /// Chooses the register for the result of an operator: the home of a local if the next operator assigns it, else the register of
    /// an operand that dies here, else a new one. The operands still own their registers.
    #[inline(always)]
    pub(super) fn dst(&mut self, ty: Ty, reuse: &[&Value]) -> Dst {
        match self.reader.peek() {
            Opcode::LocalSet | Opcode::LocalTee => {
                if let Some(dst) = self.dst_local() {
                    return dst;
                }
            }
            Opcode::Call | Opcode::ReturnCall => {
                if let Some(reg) = self.dst_argument(ty) {
                    return Dst::caller_saved(reg);
                }
            }
            next if ENDS_PATH.contains(next) => {
                if let Some(reg) = self.dst_result(ty, reuse) {
                    return Dst::caller_saved(reg);
                }
            }
            _ => {}
        }
        for value in reuse {
            if let Place::Reg(reg) = value.place
                && reg.is_float() == ty.is_float()
            {
                return Dst::caller_saved(reg);
            }
        }
        Dst::caller_saved(self.alloc(ty.is_float()))
    }

    /// Whether a caller-saved register is free.
    pub(super) fn has_free(&self, float: bool) -> bool {
        !self.free.intersection(Self::class(float)).is_empty()
    }

    /// The registers of locals that die at the next operator, if it is `call` or `return_call`.
    #[cfg(any(debug_assertions, feature = "check"))]
    pub(super) fn homes_until_next(&self) -> RegSet {
        match self.reader.peek() {
            Opcode::Call => self.short_lived,
            Opcode::ReturnCall => self.homes.all,
            _ => RegSet::EMPTY,
        }
    }

    /// Whether the next operator is the end of a block or a branch, which expects its result in a certain register.
    pub(super) fn ends_path(&self) -> bool {
        ENDS_PATH.contains(self.reader.peek())
    }

    /// The register in which the next operator, the end of a block or a branch, expects a single result, if it is free or owned by an
    /// operand that dies here.
    #[inline]
    fn dst_result(&mut self, ty: Ty, reuse: &[&Value]) -> Option<Reg> {
        let reg = M::ABI.result(ty.is_float());
        if self.free.contains(reg) {
            self.free.remove(reg);
            return Some(reg);
        }
        let ends_here = reuse.iter().any(|value| value.place == Place::Reg(reg));
        (ends_here || ty.is_float() && self.is_result_of_function()).then_some(reg)
    }

    /// Whether the next operator, the end of a block or a branch, returns from the function with a single result. Locals are dead
    /// afterwards, so the result may even overwrite the home of one.
    #[inline(never)]
    pub(super) fn is_result_of_function(&self) -> bool {
        let mut ahead = self.reader;
        let depth = match ahead.next() {
            Opcode::Return => self.blocks.len() - 1,
            Opcode::Br => ahead.u32() as usize,
            Opcode::End => 0,
            _ => return false,
        };
        depth + 1 == self.blocks.len() && self.signatures[self.ty as usize].results.len() == 1
    }

    /// The register in which the next operator, a call, expects the result as its last argument, if it is free.
    #[inline(never)]
    fn dst_argument(&mut self, ty: Ty) -> Option<Reg> {
        let mut ahead = self.reader;
        let is_tail_call = ahead.next() == Opcode::ReturnCall;
        let callee = self.module.functions[ahead.u32() as usize];
        let params = &self.signatures[callee as usize].params;
        let reg = match params.last() {
            Some(&(last, ArgLoc::Reg(reg))) if last == ty => reg,
            _ => return None,
        };
        if self.free.contains(reg) {
            self.free.remove(reg);
            return Some(reg);
        }
        // A local that lives there up to the call is dead, unless it is another argument.
        let first = self.stack.len() - (params.len() - 1);
        if is_tail_call {
            return (self.homes.all.contains(reg) && !self.is_argument(reg, first)).then_some(reg);
        }
        (self.short_lived.contains(reg) && self.empty_for_call(reg, first)).then_some(reg)
    }

    /// Canonicalizes the values below the arguments of a call that refer to a local in `reg`, as the call would do. Returns false if an
    /// argument refers to it. Arguments begin at `first`.
    fn empty_for_call(&mut self, reg: Reg, first: usize) -> bool {
        if self.is_argument(reg, first) {
            return false;
        }
        for index in self.stack.canonical()..first {
            if self.src(&self.stack.get(index)).reads(reg) {
                self.canonicalize(index);
            }
        }
        true
    }

    /// Whether a value from `first` on, an argument of a call, is in `reg`.
    fn is_argument(&self, reg: Reg, first: usize) -> bool {
        (first..self.stack.len()).any(|index| self.src(&self.stack.get(index)).reads(reg))
    }

    /// The home of the local that the next operator assigns. Reads that operator.
    #[inline(never)]
    pub(super) fn dst_local(&mut self) -> Option<Dst> {
        let mut ahead = self.reader;
        let opcode = ahead.next();
        if !matches!(opcode, Opcode::LocalSet | Opcode::LocalTee) {
            return None;
        }
        let local = ahead.u32();
        let home = self.locals[local as usize].home?;
        self.reader = ahead;
        self.preserve_local(local);
        Some(Dst { reg: home, local: Some((local, opcode == Opcode::LocalTee)) })
    }

    /// Finishes an operator: frees the registers of its operands and pushes the result.
    #[inline(always)]
    pub(super) fn finish<const N: usize>(&mut self, dst: Dst, ty: Ty, operands: [Operand; N]) {
        for operand in &operands {
            self.free_unless(operand, dst.reg);
        }
        self.consume(operands);
        self.push_or_assign(dst, ty);
    }

    /// [`Emitter::finish`] for operands that the caller consumes.
    #[inline(always)]
    pub(super) fn finish_borrowed(&mut self, dst: Dst, ty: Ty, operands: &[&Value]) {
        for operand in operands {
            self.free_unless(operand, dst.reg);
        }
        self.push_or_assign(dst, ty);
    }

    /// Frees the register of an operand, unless it is `dst`.
    #[inline(always)]
    fn free_unless(&mut self, operand: &Value, dst: Reg) {
        if let Place::Reg(reg) | Place::Memory(Some(reg)) = operand.place
            && reg != dst
        {
            self.free.insert(reg);
        }
    }

    /// Pushes the result of an operator, unless it goes to a local.
    #[inline(always)]
    pub(super) fn push_or_assign(&mut self, dst: Dst, ty: Ty) {
        match dst.local {
            None => self.push(Place::Reg(dst.reg), ty),
            Some((local, true)) => self.push(Place::Local(local), ty),
            Some((_, false)) => {}
        }
    }

    /// Saves the value of a local that is about to change, for values on the stack that refer to it.
    #[inline]
    pub(super) fn preserve_local(&mut self, local: u32) {
        self.check_access(local);
        for index in self.stack.canonical()..self.stack.len() {
            if self.stack.get(index).place == Place::Local(local) {
                self.preserve_value(index);
            }
        }
    }

    #[cold]
    fn preserve_value(&mut self, index: usize) {
        let mut value = self.stack.get(index);
        // An operator may hold all caller-saved registers, so only a free one is taken.
        if self.free.intersection(Self::class(value.ty.is_float())).is_empty() {
            self.canonicalize(index);
        } else {
            self.in_own_reg(&mut value, RegSet::EMPTY);
            self.stack.set_place(index, value.place);
        }
    }

    /// Performs parallel moves between registers. Empties `moves`.
    pub(super) fn parallel_moves(&mut self) {
        let mut moves = core::mem::take(&mut self.moves);
        moves.retain(|(_, dst, src)| dst != src);
        while !moves.is_empty() {
            let sources = moves.iter().fold(RegSet::EMPTY, |set, (_, _, src)| set.union(RegSet::of(&[*src])));
            let before = moves.len();
            // A register that must still be read cannot be written yet.
            moves.retain(|&(ty, dst, src)| {
                if !sources.contains(dst) {
                    self.masm.mov(ty, dst, Src::Reg(src.read()));
                }
                sources.contains(dst)
            });
            if moves.len() == before {
                self.break_cycle(&mut moves);
            }
        }
        self.moves = moves;
    }

    /// Breaks a cycle of moves by saving one register.
    #[cold]
    fn break_cycle(&mut self, moves: &mut [(Ty, Reg, Reg)]) {
        let (ty, _, src) = moves[0];
        let aside = if src.is_float() { M::ABI.float_scratch } else { M::ABI.scratch };
        self.masm.mov(ty, aside, Src::Reg(src.read()));
        for entry in moves.iter_mut() {
            if entry.2 == src {
                entry.2 = aside;
            }
        }
    }
}
