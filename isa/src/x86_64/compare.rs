//! Comparisons and what depends on them.

use windlass_masm::{Addr, Compare, FloatCond, IntCond, Label, LoadKind, Reg, Src, Ty};

use super::assembler::Assembler;
use super::encode::{Op, Rm, alu_imm, imm8, imm32, one_rr, op_rm, op_rm8};
use super::registers::{FSCRATCH, RAX, SCRATCH};
use super::window::Skip;

/// A condition on the flags, as it goes into the opcode of a conditional instruction.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Cc(pub(super) u8);

impl Cc {
    pub(super) const O: Cc = Cc(0);
    pub(super) const S: Cc = Cc(8);
    pub(super) const P: Cc = Cc(0xa);
    const NP: Cc = Cc(0xb);
    pub(super) const B: Cc = Cc(2);
    pub(super) const AE: Cc = Cc(3);
    pub(super) const A: Cc = Cc(7);
    pub(super) const L: Cc = Cc(0xc);
    pub(super) const E: Cc = Cc(4);
    pub(super) const NE: Cc = Cc(5);

    pub(super) fn invert(self) -> Cc {
        Cc(self.0 ^ 1)
    }
}

/// When a comparison holds, in terms of the flags.
#[derive(Clone, Copy)]
enum Flags {
    /// If this condition holds.
    One(Cc),
    /// If both hold: equal and ordered.
    Both(Cc, Cc),
    /// If either holds: different or unordered.
    Either(Cc, Cc),
}

impl Flags {
    fn invert(self) -> Flags {
        match self {
            Flags::One(a) => Flags::One(a.invert()),
            Flags::Both(a, b) => Flags::Either(a.invert(), b.invert()),
            Flags::Either(a, b) => Flags::Both(a.invert(), b.invert()),
        }
    }
}

fn int_flags(cond: IntCond) -> Cc {
    Cc(match cond {
        IntCond::LtU => 2,
        IntCond::GeU => 3,
        IntCond::Eq | IntCond::NoCommonBits => 4,
        IntCond::Ne | IntCond::CommonBits => 5,
        IntCond::LeU => 6,
        IntCond::GtU => 7,
        IntCond::LtS => 0xc,
        IntCond::GeS => 0xd,
        IntCond::LeS => 0xe,
        IntCond::GtS => 0xf,
    })
}

/// A comparison with zero, by the flags of the instruction that computed the number. The carry and overflow flags are
/// about the computation, not the result, so not every comparison can be answered.
fn result_flags(cond: IntCond) -> Option<Cc> {
    match cond {
        IntCond::Eq => Some(Cc::E),
        IntCond::Ne => Some(Cc::NE),
        IntCond::LtS => Some(Cc::S),
        IntCond::GeS => Some(Cc(9)),
        _ => None,
    }
}

impl Assembler<'_> {
    /// Emits the comparison. Returns how the flags represent its result.
    fn compare(&mut self, compare: &Compare) -> Flags {
        match *compare {
            Compare::Int { cond, ty, lhs, rhs } => {
                if self.flags_answer(compare) {
                    return Flags::One(result_flags(cond).unwrap_or(int_flags(cond)));
                }
                if matches!(cond, IntCond::NoCommonBits | IntCond::CommonBits) {
                    self.test(ty.is_64(), lhs, rhs);
                } else {
                    self.cmp(ty.is_64(), lhs, rhs);
                }
                Flags::One(int_flags(cond))
            }
            Compare::Narrow { cond, kind, addr, imm } => Flags::One(self.compare_narrow(cond, kind, addr, imm)),
            Compare::Float { cond, negate, ty, lhs, rhs } => {
                let (lhs, rhs) = (lhs.reg(), rhs.reg());
                let ucomis = if ty == Ty::F32 { Op::two(0x2e) } else { Op::p66(0x2e) };
                // Unordered sets carry, zero and parity: only "above" and "above or equal" need no second look.
                let (a, b, flags) = match cond {
                    FloatCond::Gt => (lhs, rhs, Flags::One(Cc::A)),
                    FloatCond::Ge => (lhs, rhs, Flags::One(Cc::AE)),
                    FloatCond::Lt => (rhs, lhs, Flags::One(Cc::A)),
                    FloatCond::Le => (rhs, lhs, Flags::One(Cc::AE)),
                    // A number equals itself; what does not is none.
                    FloatCond::Eq if lhs == rhs => (lhs, rhs, Flags::One(Cc::NP)),
                    FloatCond::Ne if lhs == rhs => (lhs, rhs, Flags::One(Cc::P)),
                    FloatCond::Eq => (lhs, rhs, Flags::Both(Cc::E, Cc::NP)),
                    FloatCond::Ne => (lhs, rhs, Flags::Either(Cc::NE, Cc::P)),
                };
                self.float_rm(ucomis, a, Rm::from(b));
                if negate { flags.invert() } else { flags }
            }
            Compare::Vector { test, negate, value } => {
                let holds = Flags::One(self.vec_test(test, value.reg()));
                if negate { holds.invert() } else { holds }
            }
        }
    }

    /// Emits a comparison of integers. Returns the condition under which it holds.
    pub(super) fn compare_ints(&mut self, compare: &Compare) -> Cc {
        match self.compare(compare) {
            Flags::One(cc) => cc,
            _ => unreachable!("a comparison of two integers"),
        }
    }

    /// `dst = rm` if the condition holds.
    pub(super) fn cmov(&mut self, w: bool, cc: Cc, dst: Reg, rm: Rm) {
        self.op(Op::two(0x40 | cc.0), w, dst, rm);
    }

    /// Compares an integer of 8 or 16 bits in memory with a constant, where one without a sign has to be compared like that.
    fn compare_narrow(&mut self, cond: IntCond, kind: LoadKind, addr: Addr, imm: i64) -> Cc {
        let cond = if matches!(kind, LoadKind::U8 | LoadKind::U16) { cond.unsigned() } else { cond };
        let bits = matches!(cond, IntCond::NoCommonBits | IntCond::CommonBits);
        self.record(addr.site);
        let rm = Rm::addr(addr);
        if kind.bytes() == 1 {
            let (op, ext) = if bits { (0xf6, 0) } else { (0x80, 7) };
            self.op_ext(Op::one(op), false, ext, rm);
            imm8(self.buffer(), imm as u8);
        } else if !bits && i8::try_from(imm).is_ok() {
            self.op_ext(Op::wide16(0x83), false, 7, rm);
            imm8(self.buffer(), imm as u8);
        } else {
            // Constants of 16 bits are slow to decode.
            self.load_rm(kind, SCRATCH, rm);
            let (lhs, rhs) = (Src::Reg(SCRATCH.read()), Src::Imm(imm));
            if bits { self.test(false, lhs, rhs) } else { self.cmp(false, lhs, rhs) }
        }
        int_flags(cond)
    }

    /// Whether the flags already have the result of the comparison.
    fn flags_answer(&self, compare: &Compare) -> bool {
        match *compare {
            Compare::Int { cond, ty, lhs: Src::Reg(reg), rhs: Src::Imm(0) } => {
                result_flags(cond).is_some() && self.flags_are_of(reg.reg(), ty.is_64())
            }
            _ => false,
        }
    }

    fn cmp(&mut self, w: bool, lhs: Src, rhs: Src) {
        match (lhs, rhs) {
            (Src::Reg(a), Src::Imm(0)) => one_rr(self.buffer(), 0x85, w, a.number(), a.number()),
            (Src::Reg(a), Src::Reg(b)) => one_rr(self.buffer(), 0x3b, w, a.number(), b.number()),
            (lhs, Src::Imm(imm)) => {
                let Ok(imm) = i32::try_from(imm) else {
                    self.mov_imm(SCRATCH, imm as u64);
                    return self.cmp(w, lhs, Src::Reg(SCRATCH.read()));
                };
                let rm = self.rm(lhs);
                alu_imm(self.buffer(), 7, w, rm, imm);
            }
            (Src::Reg(a), rhs) => {
                let rm = self.rm(rhs);
                self.op(Op::one(0x3b), w, a.reg(), rm);
            }
            (memory, Src::Reg(b)) => {
                let rm = self.memory(memory);
                self.op(Op::one(0x39), w, b.reg(), rm);
            }
            _ => unreachable!("a comparison of two operands in memory"),
        }
    }

    fn test(&mut self, w: bool, lhs: Src, rhs: Src) {
        match (lhs, rhs) {
            (lhs, Src::Imm(imm)) => {
                // Memory that may fault is read as wide as the program says; elsewhere the bits that matter are enough.
                let whole = matches!(lhs, Src::Mem(_));
                match (u8::try_from(imm), u32::try_from(imm), i32::try_from(imm)) {
                    (Ok(byte), _, _) if lhs.is_reg(RAX) => {
                        self.buffer().put_short(0xa8 | u64::from(byte) << 8, 2);
                    }
                    (Ok(byte), _, _) if !whole => {
                        let rm = self.rm(lhs);
                        op_rm8(self.buffer(), Op::one(0xf6), false, 0, rm);
                        imm8(self.buffer(), byte);
                    }
                    (_, Ok(imm), _) if !whole => {
                        let rm = self.rm(lhs);
                        op_rm(self.buffer(), Op::one(0xf7), false, 0, rm);
                        imm32(self.buffer(), imm);
                    }
                    (_, _, Ok(imm)) => {
                        let rm = self.rm(lhs);
                        op_rm(self.buffer(), Op::one(0xf7), w, 0, rm);
                        imm32(self.buffer(), imm as u32);
                    }
                    _ => {
                        self.mov_imm(SCRATCH, imm as u64);
                        self.test(w, lhs, Src::Reg(SCRATCH.read()));
                    }
                }
            }
            (Src::Reg(a), rhs) => {
                let rm = self.rm(rhs);
                self.op(Op::one(0x85), w, a.reg(), rm);
            }
            (memory, Src::Reg(b)) => {
                let rm = self.memory(memory);
                self.op(Op::one(0x85), w, b.reg(), rm);
            }
            _ => unreachable!("a test of two operands in memory"),
        }
    }

    pub(super) fn branch(&mut self, compare: &Compare, label: Label) {
        match self.compare(compare) {
            Flags::One(cc) => self.jump_if(cc, label),
            Flags::Either(a, b) => {
                self.jump_if(a, label);
                self.jump_if(b, label);
            }
            Flags::Both(a, b) => {
                let skip = self.skip(0x70 | b.invert().0);
                self.jump_if(a, label);
                self.land(skip);
            }
        }
    }

    /// Skips what one method emits up to [`Assembler::land_all`], if the comparison holds.
    pub(super) fn skip_if(&mut self, compare: &Compare) -> [Option<Skip>; 2] {
        match self.compare(compare) {
            Flags::One(cc) => [Some(self.skip(0x70 | cc.0)), None],
            Flags::Either(a, b) => [Some(self.skip(0x70 | a.0)), Some(self.skip(0x70 | b.0))],
            Flags::Both(a, b) => {
                let skip = self.skip(0x70 | b.invert().0);
                let take = self.skip(0x70 | a.0);
                self.land(skip);
                [Some(take), None]
            }
        }
    }

    pub(super) fn set(&mut self, compare: &Compare, dst: Reg) {
        if let Compare::Float { cond: cond @ (FloatCond::Eq | FloatCond::Ne), negate, ty, lhs, rhs } = *compare
            && lhs.reg() != rhs.reg()
        {
            return self.set_float_equality((cond == FloatCond::Eq) != negate, ty, dst, lhs.reg(), rhs.reg());
        }
        // Clearing the destination first destroys flags that may say the result already.
        let ahead = !compare.reads(dst) && !self.flags_answer(compare);
        if ahead {
            self.mov_imm(dst, 0);
        }
        let Flags::One(cc) = self.compare(compare) else { unreachable!("the comparisons above") };
        op_rm8(self.buffer(), Op::two(0x90 | cc.0), false, 0, Rm::from(dst));
        if !ahead {
            op_rm8(self.buffer(), Op::two(0xb6), false, dst.number(), Rm::from(dst));
        }
    }

    /// `a < b ? a : b` and the like, which is what the instructions for minima and maxima do. Returns whether it is that.
    fn select_by_order(&mut self, compare: &Compare, ty: Ty, dst: Reg, if_true: Src, if_false: Src) -> bool {
        let Compare::Float { cond: cond @ (FloatCond::Lt | FloatCond::Gt), negate, ty: of, lhs, rhs } = *compare else {
            return false;
        };
        let (taken, other) = if negate { (if_false, if_true) } else { (if_true, if_false) };
        let (lhs, rhs) = (lhs.reg(), rhs.reg());
        let takes_left = taken.is_reg(lhs) && other.is_reg(rhs);
        if of != ty || !(takes_left || taken.is_reg(rhs) && other.is_reg(lhs)) {
            return false;
        }
        // They compare their first operand with the second, and give the second where the comparison does not hold.
        let (first, second) = if takes_left { (lhs, rhs) } else { (rhs, lhs) };
        let opcode = if (cond == FloatCond::Lt) == takes_left { 0x5d } else { 0x5f };
        let op = if ty == Ty::F32 { Op::pf3(opcode) } else { Op::pf2(opcode) };
        self.float_op(op, dst, first, Rm::from(second), false);
        true
    }

    /// Whether two numbers are equal, by an instruction that answers with all bits.
    fn set_float_equality(&mut self, equal: bool, ty: Ty, dst: Reg, lhs: Reg, rhs: Reg) {
        let cmp = if ty == Ty::F32 { Op::pf3(0xc2) } else { Op::pf2(0xc2) };
        let predicate = if equal { 0 } else { 4 };
        self.float_op_imm(cmp, FSCRATCH, lhs, Rm::from(rhs), false, Some(predicate));
        self.movd(Op::p66(0x7e), false, FSCRATCH, dst);
        alu_imm(self.buffer(), 4, false, Rm::from(dst), 1);
    }

    pub(super) fn select(&mut self, compare: &Compare, ty: Ty, dst: Reg, if_true: Src, if_false: Src) {
        if ty.is_float() && self.select_by_order(compare, ty, dst, if_true, if_false) {
            return;
        }
        // Begin with the arm that is in the destination already, or with the one that a conditional move cannot take.
        let mut swap = if_true.is_reg(dst) || (!if_false.is_reg(dst) && matches!(if_true, Src::Imm(_)));
        let (first, second) = if swap { (if_true, if_false) } else { (if_false, if_true) };
        let zero_ahead = matches!(first, Src::Imm(0))
            && matches!(compare, Compare::Int { .. })
            && !(compare.reads(dst) || second.reads(dst) || self.flags_answer(compare));
        if zero_ahead {
            self.mov_imm(dst, 0);
        }
        let flags = self.compare(compare);
        if !ty.is_float() {
            // Two conditional moves can say "or", but not "and".
            match flags {
                Flags::One(_) => {}
                Flags::Both(..) => swap = true,
                Flags::Either(..) => swap = false,
            }
        }
        let (first, second, when) = if swap { (if_true, if_false, flags.invert()) } else { (if_false, if_true, flags) };
        if ty.is_float() {
            self.mov(ty, dst, first);
            let skip = match when {
                Flags::One(cc) => [Some(self.skip(0x70 | cc.invert().0)), None],
                Flags::Both(a, b) => [Some(self.skip(0x70 | a.invert().0)), Some(self.skip(0x70 | b.invert().0))],
                Flags::Either(a, b) => {
                    let take = self.skip(0x70 | a.0);
                    let skip = self.skip(0x70 | b.invert().0);
                    self.land(take);
                    [Some(skip), None]
                }
            };
            self.mov(ty, dst, second);
            return self.land_all(skip);
        }
        let w = ty.is_64();
        // A conditional move reads a register or memory: a constant goes to the scratch register, and so does the second
        // arm where it would be overwritten.
        let second = match second {
            Src::Imm(imm) => {
                self.mov_imm_keeping_flags(SCRATCH, if w { imm as u64 } else { u64::from(imm as u32) });
                Rm::from(SCRATCH)
            }
            second if second.reads(dst) && !first.is_reg(dst) => {
                let rm = self.rm(second);
                self.op(Op::one(0x8b), w, SCRATCH, rm);
                Rm::from(SCRATCH)
            }
            second => self.rm(second),
        };
        match first {
            _ if zero_ahead => {}
            Src::Imm(imm) => self.mov_imm_keeping_flags(dst, if w { imm as u64 } else { u64::from(imm as u32) }),
            first => self.mov(ty, dst, first),
        }
        match when {
            Flags::One(cc) => self.cmov(w, cc, dst, second),
            Flags::Either(a, b) => {
                self.cmov(w, a, dst, second);
                self.cmov(w, b, dst, second);
            }
            Flags::Both(..) => unreachable!("two conditions that must hold at once"),
        }
    }
}
