//! Operations on memory in place, on machines with memory operands: comparisons of a loaded value, and read-modify-write.
//!
//! They are recognized at the load, by looking ahead at the other operand (a constant or a local), the operator, and the store.

use windlass_masm::{Addr, Compare, IntBinOp, IntCond, LoadKind, MacroAssembler, Src, StoreKind, Ty};

use super::Emitter;
use super::value::{Place, Value};
use crate::opcode::{IN_PLACE, Opcode, OpcodeSet};
use crate::reader::{Reader, Second};

/// Whether the next operator allows an operation in memory. It does not after most loads.
#[inline]
pub(super) fn may_use_in_memory(next: &Reader<'_>) -> bool {
    const TESTS: OpcodeSet = OpcodeSet::of(&[Opcode::If, Opcode::BrIf, Opcode::Select, Opcode::I32Eqz, Opcode::I64Eqz]);
    match next.peek_second() {
        Second::NoOperand => TESTS.contains(next.peek()),
        Second::Far => true,
        Second::Opcode(second) => IN_PLACE.contains(second),
    }
}

/// The condition of a comparison of two integers of this type.
fn condition(opcode: Opcode, ty: Ty) -> Option<IntCond> {
    opcode.int_compare().and_then(|(cond, compared)| (compared == ty).then_some(cond))
}

/// A binary operator on integers of this type, except multiplication.
fn binary(opcode: Opcode, ty: Ty) -> Option<IntBinOp> {
    opcode.int_binop().and_then(|(op, operand)| (operand == ty && IN_PLACE.contains(opcode)).then_some(op))
}

/// The store that writes what a load of this kind reads, if this is one.
fn store_of(opcode: Opcode, kind: LoadKind) -> Option<StoreKind> {
    let store = opcode.store()?;
    let same = match store {
        StoreKind::Full(ty) => !ty.is_float() && kind == LoadKind::Full(ty),
        StoreKind::Low8 => matches!(kind, LoadKind::U8 | LoadKind::S8(_)),
        StoreKind::Low16 => matches!(kind, LoadKind::U16 | LoadKind::S16(_)),
        StoreKind::Low32 => matches!(kind, LoadKind::U32 | LoadKind::S32),
    };
    same.then_some(store)
}

/// The memory access of a load.
pub(super) struct Loaded<'v> {
    pub(super) kind: LoadKind,
    pub(super) ty: Ty,
    pub(super) addr: Addr,
    pub(super) index: &'v Value,
    /// The memory and the offset.
    pub(super) at: (u32, u64),
}

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    /// Compiles the next operators with the loaded value in memory, if possible. The caller then consumes the index, whose register is
    /// freed.
    #[inline(never)]
    pub(super) fn use_in_memory(&mut self, loaded: &Loaded<'_>) -> bool {
        let ty = loaded.ty;
        let mut ahead = self.reader;
        match (ahead.next(), ty) {
            (Opcode::If | Opcode::BrIf | Opcode::Select, Ty::I32) => {
                self.compare_in_memory(loaded, IntCond::Ne, Src::Imm(0), self.reader)
            }
            (Opcode::I32Eqz, Ty::I32) | (Opcode::I64Eqz, Ty::I64) => {
                self.compare_in_memory(loaded, IntCond::Eq, Src::Imm(0), ahead)
            }
            (Opcode::I32Const, Ty::I32) | (Opcode::I64Const, Ty::I64) => {
                let constant = ahead.i64();
                self.combine_in_memory(loaded, Src::Imm(constant), ahead)
            }
            (Opcode::LocalGet, Ty::I32 | Ty::I64) => {
                let local = ahead.u32();
                self.check_access(local);
                match self.locals[local as usize].home {
                    Some(home) => self.combine_in_memory(loaded, Src::Reg(home.read()), ahead),
                    None => false,
                }
            }
            _ => false,
        }
    }

    /// Does so if the other operand of the operator at `ahead` is known.
    #[inline]
    fn combine_in_memory(&mut self, loaded: &Loaded<'_>, operand: Src, mut ahead: Reader<'a>) -> bool {
        let opcode = ahead.next();
        if let Some(cond) = condition(opcode, loaded.ty) {
            return self.compare_in_memory(loaded, cond, operand, ahead);
        }
        let Some(op) = binary(opcode, loaded.ty) else { return false };
        // More bits than a byte has are shorter to test in a register.
        if op == IntBinOp::And && loaded.kind.bytes() == 1 && Self::tests_bits(&ahead, loaded.ty) {
            if loaded.ty == Ty::I64 {
                ahead.next();
                return self.compare_in_memory(loaded, IntCond::NoCommonBits, operand, ahead);
            }
            return self.compare_in_memory(loaded, IntCond::CommonBits, operand, ahead);
        }
        let Some(store) = store_of(ahead.next(), loaded.kind) else { return false };
        if ahead.mem_arg() != loaded.at || !self.is_same_index(loaded) {
            return false;
        }
        self.reader = ahead;
        let same_index = self.pop();
        self.consume([same_index]);
        self.masm.update(op, store, Src::Mem(loaded.addr), operand);
        self.free_register(loaded.index);
        true
    }

    /// Whether the top value is the same index as that of the load: the same local in a register, or the same constant.
    fn is_same_index(&self, loaded: &Loaded<'_>) -> bool {
        let top = self.stack.get(self.stack.len() - 1);
        top.place == loaded.index.place && matches!(top.place, Place::Local(_) | Place::Const(_))
    }

    /// Compiles a comparison. `ahead` is after the comparison.
    fn compare_in_memory(&mut self, loaded: &Loaded<'_>, cond: IntCond, operand: Src, ahead: Reader<'a>) -> bool {
        let Loaded { kind, ty, addr, index, .. } = *loaded;
        let compare = match (kind, operand) {
            (LoadKind::Full(_), rhs) => Compare::Int { cond, ty, lhs: Src::Mem(addr), rhs },
            (_, Src::Imm(imm)) if kind.holds(imm) => Compare::Narrow { cond, kind, addr, imm },
            _ => return false,
        };
        self.reader = ahead;
        self.use_compare(compare, &[index]);
        true
    }

    /// Updates a local in its slot, if the next operator assigns the result of this one to its operand. The caller then consumes the
    /// operands, whose registers are freed.
    pub(super) fn update_local(&mut self, op: IntBinOp, ty: Ty, lhs: &Value, rhs: &Value) -> bool {
        let mut ahead = self.reader;
        if ahead.next() != Opcode::LocalSet {
            return false;
        }
        let local = ahead.u32();
        let operand = match Place::Local(local) {
            target if lhs.place == target => rhs,
            target if rhs.place == target && op.commutes() => lhs,
            _ => return false,
        };
        let (slot, src) = (self.locals[local as usize].src(), self.src(operand));
        if op == IntBinOp::Mul || matches!(slot, Src::Reg(_)) || src.is_memory() {
            return false;
        }
        self.reader = ahead;
        self.preserve_local(local);
        self.masm.update(op, StoreKind::Full(ty), slot, src);
        self.free_register(operand);
        true
    }
}
