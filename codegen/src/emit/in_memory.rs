//! What is done with memory in place, on machines that can: comparing what would be loaded, and changing what is stored.
//!
//! All is known at the load, by looking ahead: at the one operand that is a constant or a local, the operator, and the
//! store.

use windlass_masm::{Addr, Compare, IntBinOp, IntCond, LoadKind, MacroAssembler, Src, StoreKind, Ty};

use super::Emitter;
use super::value::{Place, Value};
use crate::conditions::INT_CONDS;
use crate::reader::Reader;

/// Operators that a load may be for.
const IF: u8 = 0x04;
const BR_IF: u8 = 0x0d;
const SELECT: u8 = 0x1b;
const LOCAL_GET: u8 = 0x20;
const LOCAL_SET: u8 = 0x21;
const CONST_32: u8 = 0x41;
const CONST_64: u8 = 0x42;
const EQZ_32: u8 = 0x45;
const EQZ_64: u8 = 0x50;

/// Whether a load in front of what comes next may be for something that is done in memory. It may not after most loads.
#[inline]
pub(super) fn may_use_in_memory(next: &Reader<'_>) -> bool {
    const TESTS: u128 = 1 << IF | 1 << BR_IF | 1 << SELECT | 1 << EQZ_32 | 1 << EQZ_64;
    const OPERANDS: u128 = 1 << LOCAL_GET | 1 << CONST_32 | 1 << CONST_64;
    let is_one_of = |operators: u128, opcode: u8| opcode < 128 && operators >> opcode & 1 != 0;
    let opcode = next.peek();
    is_one_of(TESTS, opcode)
        || is_one_of(OPERANDS, opcode)
            && next.peek_second().is_none_or(|second| {
                // Comparisons, and what `binary` knows.
                matches!(second, 0x46..=0x4f | 0x51..=0x5a | 0x6a | 0x6b | 0x71..=0x73 | 0x7c | 0x7d | 0x83..=0x85)
            })
}

/// The first of the comparisons and of the arithmetic operators of a type.
const fn first_operators(ty: Ty) -> (u8, u8) {
    if matches!(ty, Ty::I64) { (0x51, 0x7c) } else { (0x46, 0x6a) }
}

/// The condition of a comparison of two integers of this type.
fn condition(opcode: u8, ty: Ty) -> Option<IntCond> {
    INT_CONDS.get(usize::from(opcode.wrapping_sub(first_operators(ty).0))).copied()
}

/// An operator on two integers of this type, but multiplication.
fn binary(opcode: u8, ty: Ty) -> Option<IntBinOp> {
    match opcode.wrapping_sub(first_operators(ty).1) {
        0 => Some(IntBinOp::Add),
        1 => Some(IntBinOp::Sub),
        7 => Some(IntBinOp::And),
        8 => Some(IntBinOp::Or),
        9 => Some(IntBinOp::Xor),
        _ => None,
    }
}

/// The store that writes what a load of this kind reads, if this is one.
fn store_of(opcode: u8, kind: LoadKind) -> Option<StoreKind> {
    Some(match (opcode, kind) {
        (0x36, LoadKind::Full(Ty::I32)) => StoreKind::Full(Ty::I32),
        (0x37, LoadKind::Full(Ty::I64)) => StoreKind::Full(Ty::I64),
        (0x3a | 0x3c, LoadKind::U8 | LoadKind::S8(_)) => StoreKind::Low8,
        (0x3b | 0x3d, LoadKind::U16 | LoadKind::S16(_)) => StoreKind::Low16,
        (0x3e, LoadKind::U32 | LoadKind::S32) => StoreKind::Low32,
        _ => return None,
    })
}

/// What a load is about to read.
pub(super) struct Loaded<'v> {
    pub(super) kind: LoadKind,
    pub(super) ty: Ty,
    pub(super) addr: Addr,
    pub(super) index: &'v Value,
    /// The memory and the offset.
    pub(super) at: (u32, u64),
}

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    /// Does what the next operators do with a loaded value, where it can stay in memory for that.
    #[inline(never)]
    pub(super) fn use_in_memory(&mut self, loaded: &Loaded<'_>) -> bool {
        let ty = loaded.ty;
        let mut ahead = self.reader;
        match (ahead.byte(), ty) {
            (IF | BR_IF | SELECT, Ty::I32) => self.compare_in_memory(loaded, IntCond::Ne, Src::Imm(0), self.reader),
            (EQZ_32, Ty::I32) | (EQZ_64, Ty::I64) => self.compare_in_memory(loaded, IntCond::Eq, Src::Imm(0), ahead),
            (CONST_32, Ty::I32) | (CONST_64, Ty::I64) => {
                let constant = ahead.i64();
                self.combine_in_memory(loaded, Src::Imm(constant), ahead)
            }
            (LOCAL_GET, Ty::I32 | Ty::I64) => match self.locals[ahead.u32() as usize].home {
                Some(home) => self.combine_in_memory(loaded, Src::Reg(home), ahead),
                None => false,
            },
            _ => false,
        }
    }

    /// The same where the other operand of the operator at `ahead` is known.
    #[inline]
    fn combine_in_memory(&mut self, loaded: &Loaded<'_>, operand: Src, mut ahead: Reader<'a>) -> bool {
        let opcode = ahead.byte();
        if let Some(cond) = condition(opcode, loaded.ty) {
            return self.compare_in_memory(loaded, cond, operand, ahead);
        }
        let Some(op) = binary(opcode, loaded.ty) else { return false };
        // More bits than a byte has are shorter to test in a register.
        if op == IntBinOp::And && loaded.kind.bytes() == 1 && Self::tests_bits(&ahead, loaded.ty) {
            if loaded.ty == Ty::I64 {
                ahead.byte();
                return self.compare_in_memory(loaded, IntCond::NoCommonBits, operand, ahead);
            }
            return self.compare_in_memory(loaded, IntCond::CommonBits, operand, ahead);
        }
        let Some(store) = store_of(ahead.byte(), loaded.kind) else { return false };
        if ahead.mem_arg() != loaded.at || !self.is_same_index(loaded) {
            return false;
        }
        self.reader = ahead;
        self.pop();
        self.masm.update(op, store, Src::Mem(loaded.addr), operand);
        self.release(loaded.index);
        true
    }

    /// Whether the value on top of the stack is the index of the load, too: the same local in a register, or constant.
    fn is_same_index(&self, loaded: &Loaded<'_>) -> bool {
        let top = self.stack.get(self.stack.len() - 1);
        top.place == loaded.index.place && matches!(top.place, Place::Local(_) | Place::Const(_))
    }

    /// Compares; `ahead` is after the comparison.
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

    /// Changes a local in the frame where it is, if the next operator assigns the result of this one to its operand.
    pub(super) fn update_local(&mut self, op: IntBinOp, ty: Ty, lhs: &Value, rhs: &Value) -> bool {
        let mut ahead = self.reader;
        if ahead.byte() != LOCAL_SET {
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
        self.release(operand);
        true
    }
}
