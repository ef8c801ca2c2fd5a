//! Blocks, branches and the end of the function.
//!
//! Merges need no moves, since all paths agree on the location of every value: locals have one home, values below a block are
//! canonical when it begins, a single result is in the result register of its class, and several results are in their slots.

use windlass_masm::copies::LONG_COPY;
use windlass_masm::{Compare, Frame, IntCond, Label, MacroAssembler, RegSet, Slot, Src, TrapCode, Ty};

use super::Emitter;
use super::call_signature::ArgLoc;
use super::machine_type::machine_type;
use super::value::{Place, Value};
use crate::opcode::Opcode;
use crate::types::ValType;

/// The kind of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    Block,
    Loop,
    /// An `if` before its `else`, which this label will be bound to.
    If(Label),
    /// A `try_table`.
    TryTable,
    /// A `try` whose body has not ended.
    Try,
    /// A `try` in a handler, with the number of its region, if its body can throw.
    Catch(Option<u32>),
}

/// The parameters and results of a block.
#[derive(Clone, Copy, Debug)]
pub(super) enum BlockType {
    /// None.
    Empty,
    /// One result.
    Value(Ty),
    /// The parameters and results of the type with this index.
    Func(u32),
    /// The results of this function type, for the body of a function.
    Body(u32),
}

/// An open block.
#[derive(Clone, Copy, Debug)]
pub(super) struct Block {
    pub(super) kind: BlockKind,
    ty: BlockType,
    /// The target of branches to it.
    pub(super) label: Label,
    /// The number of values below its parameters.
    pub(super) height: usize,
    /// Whether handlers also lead to its end.
    pub(super) is_entered: bool,
}

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    fn block_type(&mut self) -> BlockType {
        match self.reader.block_type() {
            -64 => BlockType::Empty,
            -1 => BlockType::Value(Ty::I32),
            -2 => BlockType::Value(Ty::I64),
            -3 => BlockType::Value(Ty::F32),
            -4 => BlockType::Value(Ty::F64),
            -5 => BlockType::Value(Ty::V128),
            index @ 0.. => BlockType::Func(index as u32),
            _ => BlockType::Value(Ty::I64),
        }
    }

    fn params(&self, ty: BlockType) -> &'a [ValType] {
        match ty {
            BlockType::Func(index) => self.module.types[index as usize].params(),
            _ => &[],
        }
    }

    /// The number of results, and the type of the first.
    fn results(&self, ty: BlockType) -> (usize, Ty) {
        match ty {
            BlockType::Empty => (0, Ty::I32),
            BlockType::Value(ty) => (1, ty),
            BlockType::Func(index) | BlockType::Body(index) => {
                let results = self.module.types[index as usize].results();
                (results.len(), results.first().map_or(Ty::I32, |ty| machine_type(*ty)))
            }
        }
    }

    fn result_type(&self, ty: BlockType, index: usize) -> Ty {
        match ty {
            BlockType::Func(ty) | BlockType::Body(ty) => machine_type(self.module.types[ty as usize].results()[index]),
            BlockType::Empty | BlockType::Value(_) => self.results(ty).1,
        }
    }

    /// The number of values that a branch to the block carries, and whether even a single one is in a slot.
    pub(super) fn carried(&self, block: &Block) -> (usize, bool) {
        match block.kind {
            BlockKind::Loop => (self.params(block.ty).len(), true),
            _ => {
                let (count, _) = self.results(block.ty);
                (count, count > 1)
            }
        }
    }

    pub(super) fn begin_body(&mut self) {
        self.blocks.clear();
        self.push_block(BlockKind::Block, BlockType::Body(self.ty), 0);
        self.reachable = true;
    }

    /// Returns from the function. The results are in the places of a block's results.
    pub(super) fn end_body(&mut self, frame: &Frame) {
        if !self.reachable {
            return;
        }
        // Several results are in their slots: load those that are returned in registers, and list the others.
        let results = &self.signatures[self.ty as usize].results;
        let mut on_stack = alloc::vec::Vec::new();
        if results.len() > 1 {
            for (i, &(ty, loc)) in results.iter().enumerate() {
                let slot = Slot(self.stack.get(i).slot);
                match loc {
                    ArgLoc::Reg(reg) => self.masm.mov(ty, reg, Src::Slot(slot)),
                    ArgLoc::Stack(word) => on_stack.push((ty, slot, word)),
                }
            }
        }
        self.masm.epilogue(frame, Slot(self.frame_end), &on_stack);
    }

    /// The type of a new block, and the number of values below its parameters, which become canonical.
    #[inline]
    pub(super) fn begin_block(&mut self) -> (BlockType, usize) {
        let ty = self.block_type();
        let height = self.stack.len() - self.params(ty).len();
        self.canonicalize_below(height);
        (ty, height)
    }

    /// [`Emitter::begin_block`] for a block that several paths lead into: its parameters go to their slots.
    fn begin_joined_block(&mut self) -> (BlockType, usize) {
        let (ty, height) = self.begin_block();
        for index in height..self.stack.len() {
            self.spill(index);
        }
        self.stack.set_canonical(self.stack.len());
        (ty, height)
    }

    pub(super) fn create_label(&mut self) -> Label {
        self.masm.assembly().labels.create()
    }

    /// Begins a block with a new label, which it returns.
    #[inline]
    pub(super) fn push_block(&mut self, kind: BlockKind, ty: BlockType, height: usize) -> Label {
        let label = self.create_label();
        self.blocks.push(Block { kind, ty, label, height, is_entered: false });
        label
    }

    pub(super) fn block(&mut self) {
        let (ty, height) = self.begin_block();
        self.push_block(BlockKind::Block, ty, height);
    }

    pub(super) fn loop_(&mut self) {
        self.check_loop();
        let (ty, height) = self.begin_joined_block();
        let label = self.push_block(BlockKind::Loop, ty, height);
        self.masm.bind(label);
    }

    pub(super) fn if_(&mut self) {
        let mut condition = self.pop();
        if let Place::Const(value) = condition.place {
            self.consume([condition]);
            return self.if_known(value as i32 != 0);
        }
        let compare = self.truth(&mut condition);
        self.if_compare(compare, &[&condition]);
        self.consume([condition]);
    }

    /// An `if` with a constant condition: the other arm is dead code.
    fn if_known(&mut self, taken: bool) {
        let (ty, height) = self.begin_joined_block();
        let (label, otherwise) = (self.create_label(), self.create_label());
        if !taken {
            self.masm.jump(otherwise);
            self.reachable = false;
        }
        self.blocks.push(Block { kind: BlockKind::If(otherwise), ty, label, height, is_entered: false });
    }

    /// The rest of `if`, whose condition is a comparison of these operands.
    pub(super) fn if_compare(&mut self, compare: Compare, operands: &[&Value]) {
        let mut ahead = self.reader;
        let is_empty = ahead.is_empty_block_type();
        ahead.block_type();
        if is_empty && ahead.next() == Opcode::Unreachable && ahead.next() == Opcode::End {
            // With the trap out of line, the other path needs no jump.
            self.reader.block_type();
            self.trap_if(&compare, operands);
            self.reader = ahead;
            return;
        }
        let (ty, height) = self.begin_joined_block();
        let (label, otherwise) = (self.create_label(), self.create_label());
        self.masm.branch(&compare.invert(), otherwise);
        for operand in operands {
            self.free_register(operand);
        }
        self.blocks.push(Block { kind: BlockKind::If(otherwise), ty, label, height, is_entered: false });
    }

    pub(super) fn else_(&mut self) {
        let block = *self.blocks.last().expect("else in a block");
        let BlockKind::If(otherwise) = block.kind else { return };
        if self.reachable {
            self.carry_results(&block);
            self.masm.jump(block.label);
        }
        // Nothing jumps here if the condition is known to hold.
        self.reachable = self.masm.assembly().labels.is_used(otherwise);
        if self.reachable {
            self.masm.bind(otherwise);
        }
        self.restore_params(&block);
        let last = self.blocks.len() - 1;
        self.blocks[last].kind = BlockKind::Block;
    }

    /// Sets the state at the start of `else`: the parameters are in their slots.
    fn restore_params(&mut self, block: &Block) {
        self.reset_stack(block.height);
        for &param in self.params(block.ty) {
            self.push(Place::Slot, machine_type(param));
        }
        self.stack.set_canonical(self.stack.len());
    }

    /// Drops all values above `height`, which own all registers that are not free. After an operator that does not continue, a value
    /// may be in the home of a local, which stays taken.
    pub(super) fn reset_stack(&mut self, height: usize) {
        for index in (height..self.stack.len()).rev() {
            let value = self.stack.get(index);
            self.free_register(&value);
        }
        self.check_end_of_block();
        self.free = self.free.intersection(self.all_free);
        self.stack.truncate(height);
    }

    pub(super) fn end(&mut self) {
        let block = *self.blocks.last().expect("end in a block");
        match block.kind {
            BlockKind::Block | BlockKind::Loop => {}
            BlockKind::If(otherwise) if self.params(block.ty).is_empty() => {
                // Without parameters and results, both arms end in the same state.
                if self.masm.assembly().labels.is_used(otherwise) {
                    self.masm.bind(otherwise);
                    if !self.reachable {
                        self.reset_stack(block.height);
                        self.reachable = true;
                    }
                }
            }
            BlockKind::If(_) => self.else_(),
            BlockKind::TryTable | BlockKind::Try | BlockKind::Catch(_) => self.end_try(&block),
        }
        self.blocks.pop();
        if block.kind == BlockKind::Loop {
            // Nothing branches to the end: the values on the stack are the results.
            if !self.reachable {
                self.reset_stack(block.height);
            }
            return;
        }
        let used = block.is_entered || self.masm.assembly().labels.is_used(block.label);
        if !used && self.reachable && !self.blocks.is_empty() {
            // Nothing branches to this end either.
            return;
        }
        if self.reachable {
            self.carry_results(&block);
        }
        self.reset_stack(block.height);
        if used {
            match block.is_entered {
                true => self.masm.bind_entered(block.label),
                false => self.masm.bind(block.label),
            }
            self.reachable = true;
        }
        if self.reachable {
            self.push_results(&block);
        }
    }

    /// Pushes the results of a block, in the places where branches to its end leave them.
    fn push_results(&mut self, block: &Block) {
        let (count, ty) = self.results(block.ty);
        match count {
            0 => {}
            1 => {
                let reg = M::ABI.result(ty.is_float());
                self.free.remove(reg);
                self.push(Place::Reg(reg), ty);
            }
            _ => {
                for i in 0..count {
                    let ty = self.result_type(block.ty, i);
                    self.push(Place::Slot, ty);
                }
                self.stack.set_canonical(self.stack.len());
            }
        }
    }

    /// Moves the values on top of the stack to the places where the end of the block expects them. Does not change the stack.
    pub(super) fn carry_results(&mut self, block: &Block) {
        let (count, in_slots) = self.carried(block);
        self.carry(count, in_slots, block.height);
    }

    fn carry(&mut self, count: usize, in_slots: bool, height: usize) {
        let first = self.stack.len() - count;
        if !in_slots {
            if count == 1 {
                let value = self.stack.get(first);
                let src = self.src(&value);
                self.masm.mov(value.ty, M::ABI.result(value.ty.is_float()), src);
            }
            return;
        }
        // The slots of the block start at or below those of the values, so no value is overwritten before it is moved.
        if self.settle_long(count) {
            let (from, to) = (Slot(self.stack.get(first).slot), Slot(self.stack.get(height).slot));
            let words = (self.stack.next_slot() - from.0) / 8;
            if from != to {
                self.masm.copy_words(self.masm.slot_addr(to), self.masm.slot_addr(from), words);
            }
            return;
        }
        let mut slot = if count > 0 { self.stack.get(height).slot } else { 0 };
        for index in first..first + count {
            let value = self.stack.get(index);
            let src = self.src(&value);
            let size = value.ty.slot_size();
            if !matches!(src, Src::Slot(from) if from == Slot(slot)) {
                self.masm.store_slot(value.ty, Slot(slot), src);
            }
            self.frame_end = self.frame_end.max(slot + size);
            slot += size;
        }
    }

    /// Stores the `count` values on top of the stack to their slots, if there are enough to be copied by a loop. Each is then stored
    /// once, for any number of branches. Returns whether it did.
    fn settle_long(&mut self, count: usize) -> bool {
        let is_long = count >= LONG_COPY as usize;
        if is_long {
            for index in self.stack.len() - count..self.stack.len() {
                self.spill(index);
            }
        }
        is_long
    }

    pub(super) fn target(&self, depth: u32) -> Block {
        self.blocks[self.blocks.len() - 1 - depth as usize]
    }

    pub(super) fn br(&mut self) {
        let depth = self.reader.u32();
        self.branch_to(depth);
    }

    fn branch_to(&mut self, depth: u32) {
        let target = self.target(depth);
        self.carry_results(&target);
        self.go_to(&target, depth);
        self.reachable = false;
    }

    /// Jumps to the end of a block or the start of a loop. The carried values are already in place. Returns from the function
    /// directly if that is no longer than a jump.
    fn go_to(&mut self, target: &Block, depth: u32) {
        let leaves = depth as usize == self.blocks.len() - 1 && self.carried(target).0 <= 1;
        match &self.early_return {
            Some((frame, frame_end)) if leaves => self.masm.epilogue(frame, *frame_end, &[]),
            _ => self.masm.jump(target.label),
        }
    }

    pub(super) fn return_(&mut self) {
        self.branch_to(self.blocks.len() as u32 - 1);
    }

    pub(super) fn br_if(&mut self) {
        let mut condition = self.pop();
        if let Place::Const(value) = condition.place {
            self.consume([condition]);
            let depth = self.reader.u32();
            if value as i32 != 0 {
                self.branch_to(depth);
            }
            return;
        }
        let compare = self.truth(&mut condition);
        self.br_if_compare(compare, &[&condition]);
        self.consume([condition]);
    }

    /// The rest of `br_if`, whose condition is a comparison of these operands.
    pub(super) fn br_if_compare(&mut self, compare: Compare, operands: &[&Value]) {
        let depth = self.reader.u32();
        let target = self.target(depth);
        let carried = self.carried(&target);
        if self.reader.peek() == Opcode::Unreachable && depth == 0 && carried.0 == 0 && target.kind == BlockKind::Block
        {
            // If the block ends there, there is nothing to jump over.
            let mut ahead = self.reader;
            if let (Opcode::Unreachable, Opcode::End) = (ahead.next(), ahead.next()) {
                self.trap_if(&compare.invert(), operands);
                self.reader.next();
                // The following code is only reached by the branch, which drops the values of the block.
                return self.reset_stack(target.height);
            }
        }
        self.branch_if(&compare, depth, &target, carried);
        for operand in operands {
            self.free_register(operand);
        }
    }

    /// Branches to the target at `depth`, with its values, if the comparison holds.
    #[inline(always)]
    fn branch_if(&mut self, compare: &Compare, depth: u32, target: &Block, (count, in_slots): (usize, bool)) {
        // Before the branch, since the values stay in place if it is not taken.
        self.settle_long(count);
        let in_place = match count {
            0 => true,
            1 if !in_slots => {
                let value = self.stack.get(self.stack.len() - 1);
                self.src(&value).is_reg(M::ABI.result(value.ty.is_float()))
            }
            _ => false,
        };
        if in_place {
            self.masm.branch(compare, target.label);
        } else {
            let skip = self.create_label();
            self.masm.branch(&compare.invert(), skip);
            self.carry(count, in_slots, target.height);
            self.go_to(target, depth);
            self.masm.bind(skip);
        }
    }

    /// Whether a branch to the next target that the reader has carries a single value, in the result register.
    pub(super) fn next_target_takes_register(&self) -> bool {
        let mut ahead = self.reader;
        let target = self.target(ahead.u32());
        self.carried(&target) == (1, false)
    }

    /// Branches like [`Emitter::branch_if`] to the next target that the reader has, for any operator after the branch.
    pub(super) fn branch_to_next_if(&mut self, compare: &Compare) {
        let depth = self.reader.u32();
        let target = self.target(depth);
        let carried = self.carried(&target);
        self.branch_if(compare, depth, &target, carried);
    }

    /// Traps if the comparison of these operands holds: the next operator is `unreachable`.
    fn trap_if(&mut self, compare: &Compare, operands: &[&Value]) {
        let site = self.site_of(self.reader.position());
        self.masm.trap_if(compare, TrapCode::UnreachableCodeReached, site);
        for operand in operands {
            self.free_register(operand);
        }
    }

    pub(super) fn br_table(&mut self) {
        let mut index = self.pop();
        let mut labels = core::mem::take(&mut self.labels);
        let count = self.reader.u32() as usize;
        let targets = self.reader;
        if count == 0 {
            self.release(index);
            let depth = self.reader.u32();
            self.labels = labels;
            return self.branch_to(depth);
        }
        if let Place::Const(value) = index.place {
            self.consume([index]);
            let chosen = (value as u32 as usize).min(count);
            let mut depth = self.reader.u32();
            for i in 1..=count {
                let next = self.reader.u32();
                if i <= chosen {
                    depth = next;
                }
            }
            self.labels = labels;
            return self.branch_to(depth);
        }
        // All targets take values of the same types, but possibly in different places.
        let mut by_way_of_stubs = false;
        let mut carried = 0;
        for _ in 0..=count {
            let depth = self.reader.u32();
            let target = self.target(depth);
            let (n, in_slots) = self.carried(&target);
            carried = n;
            by_way_of_stubs |= n > 0 && in_slots;
        }
        self.settle_long(carried);
        let mut avoid = RegSet::EMPTY;
        if carried == 1 && !by_way_of_stubs {
            let value = self.stack.get(self.stack.len() - 1);
            avoid = RegSet::of(&[M::ABI.result(value.ty.is_float())]);
        }
        let reg = match self.src(&index) {
            Src::Reg(reg) if !avoid.contains(reg.reg()) => reg.reg(),
            _ => self.in_own_reg(&mut index, avoid),
        };
        if !by_way_of_stubs {
            self.carry(carried, false, 0);
        }
        labels.clear();
        self.reader = targets;
        let mut stubs = alloc::vec::Vec::new();
        if by_way_of_stubs {
            stubs.extend((0..=count).map(|_| self.reader.u32()));
            stubs.sort_unstable();
            stubs.dedup();
            self.reader = targets;
        }
        let stubs_from = self.masm.assembly().labels.len() as u32;
        for _ in &stubs {
            self.create_label();
        }
        for _ in 0..=count {
            let depth = self.reader.u32();
            labels.push(match stubs.binary_search(&depth) {
                Ok(stub) => Label(stubs_from + stub as u32),
                Err(_) => self.target(depth).label,
            });
        }
        let (default, table) = labels.split_last().expect("a default target");
        match table {
            [] => self.masm.jump(*default),
            [only] => {
                // The end of the inner block more often follows directly, and then needs no jump.
                let compare =
                    Compare::Int { cond: IntCond::Ne, ty: Ty::I32, lhs: Src::Reg(reg.read()), rhs: Src::Imm(0) };
                self.masm.branch(&compare, *default);
                self.masm.jump(*only);
            }
            table => {
                let local = matches!(index.place, Place::Local(_));
                let scratch = if local { self.alloc_outside(false, avoid) } else { reg };
                self.masm.jump_table(reg.read(), scratch, table, *default);
                if local {
                    self.free.insert(scratch);
                }
            }
        }
        self.release(index);
        for (i, &depth) in stubs.iter().enumerate() {
            self.masm.bind(Label(stubs_from + i as u32));
            let target = self.target(depth);
            self.carry_results(&target);
            self.masm.jump(target.label);
        }
        self.labels = labels;
        self.reachable = false;
    }

    /// Skips dead code, up to the operator that ends it.
    #[inline(never)]
    pub(super) fn skip_dead_code(&mut self) {
        let mut depth = 0;
        while !self.reader.is_done() {
            let before = self.reader;
            // SAFETY: the loop ends at the last operator.
            match unsafe { self.reader.opcode() } {
                Opcode::Block | Opcode::Loop | Opcode::If | Opcode::Try => {
                    self.reader.block_type();
                    depth += 1;
                }
                Opcode::TryTable => {
                    self.reader.skip_immediates(Opcode::TryTable);
                    depth += 1;
                }
                Opcode::Else | Opcode::Catch | Opcode::CatchAll | Opcode::Delegate | Opcode::End if depth == 0 => {
                    self.reader = before;
                    return;
                }
                Opcode::End => depth -= 1,
                Opcode::Delegate => {
                    self.reader.u32();
                    depth -= 1;
                }
                opcode => {
                    self.reader.skip_immediates(opcode);
                }
            }
        }
    }
}
