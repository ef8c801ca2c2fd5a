//! Calls: of functions of the module, of imports, through tables, and of the runtime.

use core::mem::offset_of;

use windlass_masm::copies::LONG_COPY;
use windlass_masm::vm::{VMContextHeader, VMFuncRef, VMImport};
use windlass_masm::{
    Addr, Callee, Compare, EntryLabel, IntCond, LoadKind, MacroAssembler, Reg, RegSet, Site, Slot, Src, StoreKind,
    TrapCode, Ty,
};

use super::Emitter;
use super::call_signature::ArgLoc;
use super::exit::{Exit, Reason};
use super::machine_type::machine_type;
use super::value::{Place, Value};
use super::variable::ElementIndex;
use crate::builtin::Builtin;
use crate::types::{HeapType, TypeIndex};

/// What has to be checked of an element of a table before it is called.
#[derive(Clone, Copy, Debug)]
pub(super) struct ElementChecks {
    /// Whether it is of the type, which null is not.
    ty: bool,
    /// Why it traps if it is null, if that is still to be found then.
    pub(super) null: Option<TrapCode>,
}

/// How many of these arguments or results, from the first on, are on the stack, and how many words they are, if a loop copies as many.
fn long_copy(values: impl Iterator<Item = (Ty, ArgLoc)>) -> Option<(usize, u32)> {
    let on_stack = values.take_while(|(_, loc)| matches!(loc, ArgLoc::Stack(_)));
    let (count, words) = on_stack.fold((0, 0), |(count, words), (ty, _)| (count + 1, words + ty.slot_size() / 8));
    (words >= LONG_COPY).then_some((count, words))
}

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    /// `call`.
    pub(super) fn call(&mut self) {
        let function = self.reader.u32();
        let defined = function.checked_sub(self.module.imported_functions);
        let layout = self.layout;
        let import = |field: usize| Addr::new(M::ABI.caller_context, layout.import(function) as i32 + field as i32);
        let callee = match defined {
            Some(defined) => Callee::Function(EntryLabel(defined)),
            None => Callee::Memory(import(offset_of!(VMImport, code))),
        };
        let reason = Reason::Call(callee);
        let exit = self.exit(&reason);
        let ty = self.module.functions[function as usize];
        let stack_args = self.prepare_call(exit, ty, None);
        if defined.is_none() {
            self.masm.mov(Ty::I64, M::ABI.caller_context, Src::Reg(M::ABI.context.read()));
            self.enter_context(import(offset_of!(VMImport, context)));
        }
        self.leave(exit, reason);
        self.masm.callee_popped(stack_args);
        if defined.is_none() {
            self.leave_context();
        }
        self.finish_call(exit, ty);
    }

    /// `call_indirect`.
    pub(super) fn call_indirect(&mut self) {
        let (ty_index, table) = (self.reader.u32(), self.reader.u32());
        let stack_args = self.signatures[ty_index as usize].stack_args;
        let checks = self.checks_of_element(ty_index, table);
        let reason = Reason::CallRef { func_ref: M::ABI.scratch, null: checks.null, stack_args };
        let exit = self.exit(&reason);
        let index = self.pop();
        let place = self.element_index(table, &index);
        self.prepare_call(exit, ty_index, place.is_none().then_some(*index));
        // Its register is given back with those of the arguments.
        self.consume([index]);
        self.load_callee(ty_index, table, checks, place, exit.site);
        self.leave(exit, reason);
        self.masm.callee_popped(stack_args);
        self.finish_call(exit, ty_index);
    }

    /// What has to be checked of an element of a table that is called as a function of this type.
    pub(super) fn checks_of_element(&self, ty_index: u32, table: u32) -> ElementChecks {
        let element = self.module.tables[table as usize].element;
        let is_of_type = match element.heap_type {
            HeapType::ConcreteFunc(TypeIndex::Module(index)) => {
                index == ty_index || self.module.types[index as usize] == self.module.types[ty_index as usize]
            }
            _ => false,
        };
        // Reading the type of the function finds null, too.
        let null = (is_of_type && element.nullable).then_some(TrapCode::IndirectCallToNull);
        ElementChecks { ty: !is_of_type, null }
    }

    /// Loads the reference to call into the scratch register: that at `place` of a table, or at the index in the register for the
    /// caller's context. Traps unless it is of this type, if that is to be checked.
    pub(super) fn load_callee(
        &mut self,
        ty_index: u32,
        table: u32,
        checks: ElementChecks,
        place: Option<ElementIndex>,
        site: Site,
    ) {
        // The register for the caller's context is needed only later.
        let (type_id, context, func_ref) = (M::ABI.caller_context, M::ABI.context, M::ABI.scratch);
        let index = place.unwrap_or(ElementIndex::InReg(M::ABI.caller_context));
        let element = self.element_address(table, index, func_ref, site);
        self.masm.load(LoadKind::Full(Ty::I64), func_ref, element);
        if !checks.ty {
            return;
        }
        let its_type = Addr::new(func_ref, offset_of!(VMFuncRef, type_id) as i32);
        self.masm.load_unless_null(LoadKind::Full(Ty::I32), type_id, its_type, TrapCode::IndirectCallToNull, site);
        let wanted = Src::Mem(Addr::new(context, self.layout.type_id(ty_index) as i32));
        let other_type = Compare::Int { cond: IntCond::Ne, ty: Ty::I32, lhs: Src::Reg(type_id.read()), rhs: wanted };
        // A function that took the arguments for those of other types could reach any address with them.
        self.masm.trap_if_clamping(&other_type, TrapCode::BadSignature, site, func_ref);
    }

    /// The index of the element to call, if it stays where it is while arguments are brought to their registers; else it is to be
    /// brought to the register for the caller's context.
    pub(super) fn element_index(&self, table: u32, index: &Value) -> Option<ElementIndex> {
        if let Some(offset) = self.element_offset(table, index) {
            return Some(ElementIndex::Known(offset));
        }
        match (index.place, self.src(index)) {
            (Place::Local(_), Src::Reg(reg))
                if !M::ABI.caller_saved.contains(reg.reg()) && !self.options.spectre_mitigation =>
            {
                Some(ElementIndex::InReg(reg.reg()))
            }
            _ => None,
        }
    }

    /// Calls what a reference refers to, which belongs to another instance: a slow path.
    pub(super) fn foreign_call(&mut self, mut func_ref: Reg, stack_args: u32, site: Site) {
        if func_ref == M::ABI.caller_context {
            func_ref = M::ABI.scratch;
            self.masm.mov(Ty::I64, func_ref, Src::Reg(M::ABI.caller_context.read()));
        }
        if !self.scan.saves_context_first() {
            self.masm.store_slot(Ty::I64, self.context_slot, Src::Reg(M::ABI.context.read()));
        }
        self.masm.mov(Ty::I64, M::ABI.caller_context, Src::Reg(M::ABI.context.read()));
        self.enter_context(Addr::new(func_ref, offset_of!(VMFuncRef, context) as i32));
        let code = Addr::new(func_ref, offset_of!(VMFuncRef, code) as i32);
        self.masm.call(Callee::Memory(code), site);
        self.masm.callee_popped(stack_args);
        self.leave_context();
    }

    /// Switches to the context at `addr`.
    fn enter_context(&mut self, addr: Addr) {
        self.check_context_change();
        self.masm.load(LoadKind::Full(Ty::I64), M::ABI.context, addr);
        self.load_memory_base();
    }

    /// Switches back to this function's own context.
    fn leave_context(&mut self) {
        self.masm.mov(Ty::I64, M::ABI.context, Src::Slot(self.context_slot));
        self.load_memory_base();
    }

    fn load_memory_base(&mut self) {
        let base = Addr::new(M::ABI.context, offset_of!(VMContextHeader, memory_base) as i32);
        self.masm.load(LoadKind::Full(Ty::I64), M::ABI.memory_base, base);
    }

    /// Calls the runtime. The first argument is `leading`, the others are on the stack; the result, if any, is pushed.
    pub(super) fn builtin(&mut self, builtin: Builtin, leading: i64) {
        let params = &builtin.params()[1..];
        let reason = Reason::Builtin(builtin);
        let exit = self.exit(&reason);
        let first = self.stack.len() - params.len();
        self.prepare_exit(exit, first);
        for (i, &reg) in M::ABI.int_args[1..=params.len()].iter().enumerate() {
            let value = self.stack.get(first + i);
            if let Some(src) = self.src(&value).reg() {
                self.moves.push((value.ty, reg, src));
            }
        }
        self.parallel_moves();
        for (i, &reg) in M::ABI.int_args[1..=params.len()].iter().enumerate() {
            self.load_arg(first + i, reg);
        }
        self.masm.mov(machine_type(builtin.params()[0]), M::ABI.int_args[0], Src::Imm(leading));
        self.end_operands(exit, first, RegSet::EMPTY);
        self.leave(exit, reason);
        self.come_back(exit);
        if let Some(result) = builtin.result() {
            self.push_result(exit, machine_type(result), M::ABI.int_results[0]);
        }
    }

    /// Puts the arguments on top of the stack where the convention wants them, and everything else where it survives the
    /// call. `extra` goes to the register for the caller's context. Returns how many bytes of arguments are on the stack.
    pub(super) fn prepare_call(&mut self, exit: Exit, ty: u32, extra: Option<Value>) -> u32 {
        let signatures = core::mem::take(&mut self.signatures);
        let signature = &signatures[ty as usize];
        let first = self.stack.len() - signature.params.len();
        if exit.ends_function {
            self.forget_below(first);
            self.masm.reserve_stack(signature.stack_args);
        } else {
            self.prepare_exit(exit, first);
            self.masm.reserve_stack(signature.stack_args + signature.stack_results);
        }
        if signature.stack_args > 0 {
            self.store_stack_args(first, &signature.params);
        }
        let held = match &extra {
            Some(Value { place: Place::Reg(reg), .. }) => RegSet::of(&[*reg]),
            _ => RegSet::EMPTY,
        };
        let extra = extra.map(|value| (value.ty, self.src(&value)));
        if let Some((ty, Src::Reg(src))) = extra {
            self.moves.push((ty, M::ABI.caller_context, src.reg()));
        }
        // What is in a register that another argument is to be in is moved first, as if all at once.
        let (mut read, mut written) = (RegSet::EMPTY, RegSet::EMPTY);
        for (i, &(_, loc)) in signature.params.iter().enumerate() {
            let ArgLoc::Reg(reg) = loc else { continue };
            written.insert(reg);
            if let Some(src) = self.src(&self.stack.get(first + i)).reg()
                && src != reg
            {
                read.insert(src);
            }
        }
        let independent = self.moves.is_empty() && read.intersection(written).is_empty();
        if !independent {
            for (i, &(ty, loc)) in signature.params.iter().enumerate() {
                if let ArgLoc::Reg(reg) = loc
                    && let Some(src) = self.src(&self.stack.get(first + i)).reg()
                {
                    self.moves.push((ty, reg, src));
                }
            }
            self.parallel_moves();
        }
        for (i, &(ty, loc)) in signature.params.iter().enumerate() {
            let ArgLoc::Reg(reg) = loc else { continue };
            match self.src(&self.stack.get(first + i)) {
                Src::Reg(_) if !independent => {}
                src => self.masm.mov(ty, reg, src),
            }
        }
        if let Some((ty, src @ (Src::Imm(_) | Src::Slot(_)))) = extra {
            self.masm.mov(ty, M::ABI.caller_context, src);
        }
        self.end_operands(exit, first, held);
        let stack_args = signature.stack_args;
        self.signatures = signatures;
        stack_args
    }

    /// Loads an argument that is not in a register.
    fn load_arg(&mut self, index: usize, reg: Reg) {
        let value = self.stack.get(index);
        match self.src(&value) {
            Src::Reg(_) => {}
            src => self.masm.mov(value.ty, reg, src),
        }
    }

    fn store_stack_args(&mut self, first: usize, params: &[(Ty, ArgLoc)]) {
        let mut index = 0;
        while let Some(&(ty, loc)) = params.get(index) {
            index += 1;
            let ArgLoc::Stack(word) = loc else { continue };
            if let Some((count, words)) = self.slots_from(first, index - 1, params) {
                let from = self.masm.slot_addr(Slot(self.stack.get(first + index - 1).slot));
                self.masm.copy_words(self.masm.stack_addr(word * 8), from, words);
                index += count - 1;
                continue;
            }
            self.store_stack_arg(first + index - 1, ty, word);
        }
    }

    /// How many of the arguments from `from` on are in their slots and move to the stack, and how many words they are, if these are
    /// so many that they are copied by a loop. Both sides are contiguous.
    fn slots_from(&self, first: usize, from: usize, params: &[(Ty, ArgLoc)]) -> Option<(usize, u32)> {
        let in_slot = |i: usize| self.stack.get(first + i).place == Place::Slot;
        long_copy(params[from..].iter().enumerate().take_while(|(i, _)| in_slot(from + i)).map(|(_, param)| *param))
    }

    fn store_stack_arg(&mut self, index: usize, ty: Ty, word: u32) {
        let addr = self.masm.stack_addr(word * 8);
        let value = self.stack.get(index);
        // Constants and what is in memory pass as bits.
        let bits = match ty {
            Ty::I32 | Ty::F32 => Ty::I32,
            Ty::I64 | Ty::F64 => Ty::I64,
            Ty::V128 => Ty::V128,
        };
        match self.src(&value) {
            src @ Src::Reg(_) => self.masm.store(StoreKind::Full(ty), src, addr),
            src @ Src::Imm(_) => self.masm.store(StoreKind::Full(bits), src, addr),
            src if ty == Ty::V128 => self.masm.store(StoreKind::Full(ty), src, addr),
            src => {
                self.masm.mov(bits, M::ABI.scratch, src);
                self.masm.store(StoreKind::Full(bits), Src::Reg(M::ABI.scratch.read()), addr);
            }
        }
    }

    /// After a call: pushes the results, and restores what the call destroyed.
    pub(super) fn finish_call(&mut self, exit: Exit, ty: u32) {
        // How many of the next results are in their slots already.
        let mut copied = 0;
        for i in 0..self.signatures[ty as usize].results.len() {
            let results = &self.signatures[ty as usize].results[i..];
            let (ty, loc) = results[0];
            match loc {
                ArgLoc::Reg(reg) => self.push_result(exit, ty, reg),
                ArgLoc::Stack(word) if exit.comes_back => {
                    let slot = self.stack.next_slot();
                    let from = self.masm.stack_addr(word * 8);
                    if copied > 0 {
                        copied -= 1;
                    } else if let Some((count, words)) = long_copy(results.iter().copied()) {
                        self.masm.copy_words(self.masm.slot_addr(Slot(slot)), from, words);
                        copied = count - 1;
                    } else {
                        self.masm.store_slot(ty, Slot(slot), Src::Mem(from));
                    }
                    self.frame_end = self.frame_end.max(slot + ty.slot_size());
                    self.push(Place::Slot, ty);
                }
                ArgLoc::Stack(_) => self.push(Place::Const(0), ty),
            }
        }
        self.masm.release_stack(self.signatures[ty as usize].stack_results);
        self.come_back(exit);
    }
}
