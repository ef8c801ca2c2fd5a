//! Registers whose value was read for the last time: what reads one again before it is written is a mistake of the emitter.
//!
//! **Invariant:** a register is not read after its last read. Debug builds keep the set of these registers and panic where that does not
//! hold; in release builds all of this is empty.

use crate::compare::Compare;
use crate::op::Divisor;
use crate::operand::{Addr, CheckedAccess, Src};
#[cfg(any(debug_assertions, feature = "check"))]
use crate::reg::RegSet;
use crate::reg::{Reg, Use};

/// Registers whose value is dead. Between two labels, and between two calls: where paths meet, none is known.
#[derive(Debug, Default)]
pub struct DeadRegs {
    #[cfg(any(debug_assertions, feature = "check"))]
    regs: RegSet,
}

/// The operands of an instruction.
pub trait Operands {
    /// Calls `each` with every register that is read.
    fn each_use(&self, each: &mut impl FnMut(Use));
}

impl DeadRegs {
    /// Takes note of an instruction that reads `operands`, all of them before it writes anything.
    ///
    /// # Panics
    ///
    /// In debug builds, where one of them is dead.
    #[inline(always)]
    pub fn read(&mut self, operands: &impl Operands) {
        #[cfg(any(debug_assertions, feature = "check"))]
        {
            let mut last = RegSet::EMPTY;
            operands.each_use(&mut |operand| {
                assert!(
                    !self.regs.contains(operand.reg()),
                    "{operand:?} is read, which was read for the last time before"
                );
                if operand.is_last() {
                    last.insert(operand.reg());
                }
            });
            self.regs = self.regs.union(last);
        }
        let _ = operands;
    }

    /// Takes note that `reg` is written.
    #[inline(always)]
    pub fn written(&mut self, reg: Reg) {
        #[cfg(any(debug_assertions, feature = "check"))]
        self.regs.remove(reg);
        let _ = reg;
    }

    /// The same for an instruction that reads these operands and writes `dst`.
    #[inline(always)]
    pub fn read_and_written(&mut self, operands: &impl Operands, dst: Reg) {
        self.read(operands);
        self.written(dst);
    }

    /// Says that any register may have been written: by a call, or on another path to here.
    #[inline(always)]
    pub fn forget(&mut self) {
        #[cfg(any(debug_assertions, feature = "check"))]
        {
            self.regs = RegSet::EMPTY;
        }
    }
}

impl Operands for Use {
    #[inline(always)]
    fn each_use(&self, each: &mut impl FnMut(Use)) {
        each(*self);
    }
}

impl Operands for Addr {
    #[inline(always)]
    fn each_use(&self, each: &mut impl FnMut(Use)) {
        each(self.base);
        if let Some(index) = self.index {
            each(index);
        }
    }
}

impl Operands for Src {
    #[inline(always)]
    fn each_use(&self, each: &mut impl FnMut(Use)) {
        match self {
            Src::Reg(reg) => each(*reg),
            Src::Mem(addr) => addr.each_use(each),
            Src::Imm(_) | Src::Slot(_) => {}
        }
    }
}

impl Operands for Compare {
    #[inline(always)]
    fn each_use(&self, each: &mut impl FnMut(Use)) {
        match self {
            Compare::Int { lhs, rhs, .. } => (*lhs, *rhs).each_use(each),
            Compare::Narrow { addr, .. } => addr.each_use(each),
            Compare::Float { lhs, rhs, .. } => (*lhs, *rhs).each_use(each),
            Compare::Vector { value, .. } => each(*value),
        }
    }
}

impl Operands for CheckedAccess {
    #[inline(always)]
    fn each_use(&self, each: &mut impl FnMut(Use)) {
        (self.index.read(), self.base, self.len).each_use(each);
    }
}

impl Operands for Divisor {
    #[inline(always)]
    fn each_use(&self, each: &mut impl FnMut(Use)) {
        each(self.reg);
    }
}

impl<T: Operands, const N: usize> Operands for [T; N] {
    #[inline(always)]
    fn each_use(&self, each: &mut impl FnMut(Use)) {
        for operand in self {
            operand.each_use(each);
        }
    }
}

impl<A: Operands, B: Operands> Operands for (A, B) {
    #[inline(always)]
    fn each_use(&self, each: &mut impl FnMut(Use)) {
        self.0.each_use(each);
        self.1.each_use(each);
    }
}

impl<A: Operands, B: Operands, C: Operands> Operands for (A, B, C) {
    #[inline(always)]
    fn each_use(&self, each: &mut impl FnMut(Use)) {
        self.0.each_use(each);
        self.1.each_use(each);
        self.2.each_use(each);
    }
}

#[cfg(all(test, debug_assertions))]
mod tests {
    use super::*;

    const A: Reg = Reg::int(1);
    const B: Reg = Reg::int(2);

    #[test]
    fn a_register_that_is_written_may_be_read_again() {
        let mut dead = DeadRegs::default();
        dead.read_and_written(&(A.last_read(), B.last_read()), A);
        dead.read(&A.read());
        dead.written(B);
        dead.read(&Src::Mem(Addr { index: Some(B.read()), ..Addr::new(A, 0) }));
    }

    #[test]
    fn either_or_both_of_two_reads_of_one_instruction_are_the_last() {
        let mut dead = DeadRegs::default();
        dead.read(&(A.last_read(), A.read()));
        dead.read(&[B.last_read(), B.last_read()]);
    }

    #[test]
    fn nothing_is_dead_after_a_label() {
        let mut dead = DeadRegs::default();
        dead.read(&A.last_read());
        dead.forget();
        dead.read(&A.read());
    }

    #[test]
    #[should_panic(expected = "read for the last time before")]
    fn a_dead_register_is_not_read() {
        let mut dead = DeadRegs::default();
        dead.read(&A.last_read());
        dead.read(&(B.read(), Src::Mem(Addr::new(A, 0))));
    }
}
