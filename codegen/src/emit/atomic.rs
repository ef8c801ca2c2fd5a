//! Atomic operators. Those on memories that are not shared are plain loads and stores.

use windlass_masm::{
    Addr, Atomic, AtomicResult, Compare, IntBinOp, IntCond, LoadKind, MacroAssembler, Reg, RegSet, RmwOp, Src,
    StoreKind, TrapCode, Ty,
};

use super::Emitter;
use super::machine_type::machine_type;
use super::regalloc::Dst;
use super::value::{Place, Value};
use crate::builtin::{AtomicPlace, Builtin};
use crate::opcode::Opcode;

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    /// The address of an access of `bytes` bytes, which traps unless it is a multiple of that.
    fn atomic_address(&mut self, index: &mut Value, memory: u32, offset: u64, bytes: u32) -> Addr {
        let mask = u64::from(bytes - 1);
        match index.place {
            Place::Const(constant) if (constant as u64).wrapping_add(offset) & mask == 0 => {}
            _ if mask == 0 => {}
            _ => {
                let (reg, site) = (self.in_reg(index), self.site());
                // What is above the lowest bits does not matter.
                let low = match offset & mask {
                    0 => reg,
                    rest => {
                        let sum = M::ABI.scratch;
                        self.masm.int_binop(IntBinOp::Add, Ty::I32, sum, reg.read(), Src::Imm(rest as i64));
                        sum
                    }
                };
                let (lhs, rhs) = (Src::Reg(low.read()), Src::Imm(mask as i64));
                let misaligned = Compare::Int { cond: IntCond::CommonBits, ty: Ty::I32, lhs, rhs };
                self.masm.trap_if(&misaligned, TrapCode::HeapMisaligned, site);
            }
        }
        self.address(index, memory, offset, bytes)
    }

    fn atomic_access(&self, kind: LoadKind, memory: u32) -> Atomic {
        Atomic { kind, is_shared: self.module.memories[memory as usize].shared }
    }

    pub(super) fn atomic_load(&mut self, kind: LoadKind, ty: Ty) {
        let (memory, offset) = self.reader.mem_arg();
        let mut index = self.pop();
        let addr = self.atomic_address(&mut index, memory, offset, kind.bytes());
        let dst = self.dst(ty, &[&index]);
        match self.atomic_access(kind, memory).is_shared {
            true => self.masm.atomic_load(kind, dst.reg, addr),
            false => self.masm.load(kind, dst.reg, addr),
        }
        self.finish(dst, ty, [index]);
    }

    pub(super) fn atomic_store(&mut self, kind: StoreKind) {
        let (memory, offset) = self.reader.mem_arg();
        let is_shared = self.module.memories[memory as usize].shared;
        let mut value = self.pop();
        let mut index = self.pop();
        let addr = self.atomic_address(&mut index, memory, offset, kind.bytes());
        let src = match value.place {
            Place::Const(bits) => Src::Imm(bits),
            _ => Src::Reg(self.last_in_reg(&mut value)),
        };
        match is_shared {
            true => self.masm.atomic_store(kind, src, addr),
            false => self.masm.store(kind, src, addr),
        }
        self.release(value);
        self.release(index);
    }

    /// Puts operands of an operator, the last `count`, into the frame, where it might need more registers than there are. They are loaded
    /// when the address is known.
    fn spare_registers(&mut self, count: usize, memory: u32, offset: u64) {
        // One is for the address and one for the result. Unless the index is all that an address needs, one more has the address of the
        // length, or the base.
        let needed = if self.is_index_enough(memory, offset) { 2 } else { 3 };
        if self.free.intersection(RegSet::ALL_INT).len() < needed {
            for index in self.stack.len() - count..self.stack.len() {
                self.canonicalize(index);
            }
        }
    }

    /// Whether the next operator drops the result of this one. Consumes it then.
    fn is_dropped(&mut self) -> bool {
        let mut ahead = self.reader;
        let is_dropped = ahead.next() == Opcode::Drop;
        if is_dropped {
            self.reader = ahead;
        }
        is_dropped
    }

    pub(super) fn atomic_rmw(&mut self, mut op: RmwOp, kind: LoadKind, ty: Ty) {
        let (memory, offset) = self.reader.mem_arg();
        let atomic = self.atomic_access(kind, memory);
        self.spare_registers(1, memory, offset);
        let mut value = self.pop();
        let mut index = self.pop();
        if let (RmwOp::Binary(IntBinOp::Sub), Place::Const(constant)) = (op, value.place) {
            op = RmwOp::Binary(IntBinOp::Add);
            value.place = Place::Const(constant.wrapping_neg());
        }
        let result = self.masm.rmw_result(atomic, op);
        let is_dropped = self.is_dropped();
        // A loop needs both in registers.
        let is_loop = atomic.is_shared && result == AtomicResult::Apart;
        if is_dropped && !is_loop {
            let addr = self.atomic_address(&mut index, memory, offset, kind.bytes());
            let src = self.register_or_constant(&mut value);
            self.masm.atomic_rmw(atomic, op, None, src, addr);
            self.release(value);
            return self.release(index);
        }
        if let AtomicResult::Fixed(reg) = result {
            self.take_apart(reg, &mut [&mut value, &mut index]);
        }
        let addr = self.atomic_address(&mut index, memory, offset, kind.bytes());
        let (dst, src) = match result {
            AtomicResult::Anywhere => {
                let src = self.register_or_constant(&mut value);
                (if is_dropped { self.temporary_dst() } else { self.dst(ty, &[&value, &index]) }, src)
            }
            AtomicResult::Apart => {
                let src = match is_loop {
                    true => Src::Reg(self.in_reg(&mut value).read()),
                    false => self.register_or_constant(&mut value),
                };
                (if is_dropped { self.temporary_dst() } else { self.dst_apart(ty, &[src, Src::Mem(addr)]) }, src)
            }
            AtomicResult::InPlace => {
                let dst = self.dst_in_place(ty, &mut value, &[Src::Mem(addr)]);
                (dst, Src::Reg(dst.reg.read()))
            }
            AtomicResult::Fixed(reg) => (Dst::caller_saved(reg), self.src(&value)),
        };
        self.masm.atomic_rmw(atomic, op, Some(dst.reg), src, addr);
        if is_dropped {
            self.free.insert(dst.reg);
            self.release(value);
            return self.release(index);
        }
        self.finish(dst, ty, [value, index]);
    }

    pub(super) fn atomic_cmpxchg(&mut self, kind: LoadKind, ty: Ty) {
        let (memory, offset) = self.reader.mem_arg();
        let atomic = self.atomic_access(kind, memory);
        self.spare_registers(2, memory, offset);
        let (mut replacement, mut expected) = (self.pop(), self.pop());
        let mut index = self.pop();
        let result = self.masm.cmpxchg_result(atomic);
        if let AtomicResult::Fixed(reg) = result
            && expected.place != Place::Reg(reg)
        {
            self.take_apart(reg, &mut [&mut replacement, &mut index]);
        }
        let addr = self.atomic_address(&mut index, memory, offset, kind.bytes());
        let new = self.src(&replacement);
        let dst = match result {
            AtomicResult::Fixed(reg) => {
                if expected.place != Place::Reg(reg) {
                    self.in_this_reg(&mut expected, reg);
                }
                Dst::caller_saved(reg)
            }
            AtomicResult::InPlace => self.dst_in_place(ty, &mut expected, &[new, Src::Mem(addr)]),
            AtomicResult::Apart | AtomicResult::Anywhere => {
                let old = Src::Reg(self.in_reg(&mut expected).read());
                self.dst_apart(ty, &[old, new, Src::Mem(addr)])
            }
        };
        let old = match expected.place {
            _ if result == AtomicResult::InPlace => dst.reg,
            _ => self.in_reg(&mut expected),
        };
        self.masm.atomic_cmpxchg(atomic, dst.reg, old.read(), new, addr);
        self.finish(dst, ty, [replacement, expected, index]);
    }

    fn register_or_constant(&mut self, value: &mut Value) -> Src {
        match value.place {
            Place::Const(bits) => Src::Imm(bits),
            _ => Src::Reg(self.in_reg(value).read()),
        }
    }

    /// Takes a register that an instruction insists on. Operands that are in it move.
    fn take_apart(&mut self, reg: Reg, operands: &mut [&mut Value]) {
        match operands.iter_mut().find(|operand| operand.place == Place::Reg(reg)) {
            Some(operand) => {
                self.in_own_reg(operand, RegSet::of(&[reg]));
                self.free.remove(reg);
            }
            None => self.take(reg),
        }
    }

    /// A register for a result that nobody wants.
    fn temporary_dst(&mut self) -> Dst {
        Dst::caller_saved(self.alloc(false))
    }

    /// Whether the next operator assigns a local that lives in a register which none of `operands` is in.
    fn next_local_is_apart(&self, operands: &[Src]) -> bool {
        let mut ahead = self.reader;
        if !matches!(ahead.next(), Opcode::LocalSet | Opcode::LocalTee) {
            return false;
        }
        let home = self.locals[ahead.u32() as usize].home;
        home.is_some_and(|home| !operands.iter().any(|operand| operand.reads(home)))
    }

    /// A register for the result that none of `operands` is in, all of which are held.
    fn dst_apart(&mut self, ty: Ty, operands: &[Src]) -> Dst {
        if self.next_local_is_apart(operands)
            && let Some(dst) = self.dst_local()
        {
            return dst;
        }
        if self.ends_path() {
            return self.dst(ty, &[]);
        }
        self.temporary_dst()
    }

    /// A register that has `value` and may be written for the result, which none of `operands` is in.
    fn dst_in_place(&mut self, ty: Ty, value: &mut Value, operands: &[Src]) -> Dst {
        if self.next_local_is_apart(operands) {
            let src = self.src(value);
            if let Some(dst) = self.dst_local() {
                self.masm.mov(ty, dst.reg, src);
                return dst;
            }
        }
        Dst::caller_saved(self.in_own_reg(value, RegSet::EMPTY))
    }

    pub(super) fn atomic_fence(&mut self) {
        self.reader.skip_zero();
        self.masm.atomic_fence();
    }

    /// What a builtin is told of the immediates of the operator.
    fn atomic_place(&mut self) -> i64 {
        let (memory, offset) = self.reader.mem_arg();
        AtomicPlace { memory, offset }.to_bits() as i64
    }

    pub(super) fn atomic_notify(&mut self) {
        let place = self.atomic_place();
        self.builtin(Builtin::AtomicNotify, place);
    }

    /// `memory.atomic.wait32` and `memory.atomic.wait64`.
    pub(super) fn atomic_wait(&mut self, builtin: Builtin) {
        debug_assert_eq!(builtin.result().map(machine_type), Some(Ty::I32));
        let place = self.atomic_place();
        self.builtin(builtin, place);
    }
}
