//! Conversions between types.

use windlass_masm::{Convert, Reg, ShiftOp, Site, Src, TrapCode, Ty};

use super::assembler::Assembler;
use super::control::CBZ;
use super::control::invert;
use super::encode::{Cond, rr, rrr, sf};
use super::float::double;
use super::int::SUBS;
use super::registers::{FSCRATCH, SCRATCH, ZERO};

const FCVTZS: u32 = 0x1e38_0000;
const FCVTZU: u32 = 0x1e39_0000;
const SCVTF: u32 = 0x1e22_0000;
const UCVTF: u32 = 0x1e23_0000;
/// `fcvt` from `s` to `d`, and from `d` to `s`.
const PROMOTE: u32 = 0x1e22_c000;
const DEMOTE: u32 = 0x1e62_4000;
/// The fields that make the last operand of a comparison sign-extended from 32 bits.
const SXTW: u32 = 1 << 21 | 0b110 << 13;

/// The bits of a power of two, or of its negation.
fn power_of_two(ty: Ty, exponent: u64, negative: bool) -> u64 {
    let negative = u64::from(negative);
    if ty == Ty::F32 { negative << 31 | (127 + exponent) << 23 } else { negative << 63 | (1023 + exponent) << 52 }
}

fn fcvtz(signed: bool, from: Ty, w: bool) -> u32 {
    double(from) | sf(w) | if signed { FCVTZS } else { FCVTZU }
}

impl Assembler<'_> {
    pub(super) fn convert(&mut self, op: Convert, dst: Reg, src: Src, site: Site) {
        match op {
            Convert::Wrap => match src {
                Src::Reg(src) if self.fuse_wrap(dst, src) => {}
                // A move to the same register clears its upper half.
                Src::Reg(src) => self.emit(rrr(super::int::ORR, dst, ZERO, src.reg())),
                memory => self.mov(Ty::I32, dst, memory),
            },
            Convert::Trunc { from, to, signed } => self.trunc(from, to, signed, dst, reg(src), site),
            // The hardware saturates, and makes a NaN zero.
            Convert::TruncSat { from, to, signed } => self.emit(rr(fcvtz(signed, from, to.is_64()), dst, reg(src))),
            Convert::FromInt { from, to, signed } => {
                let opcode = if signed { SCVTF } else { UCVTF } | sf(from.is_64()) | double(to);
                self.float_from(opcode, from, dst, src);
            }
            Convert::Demote => self.float_from(DEMOTE, Ty::F64, dst, src),
            Convert::Promote => self.float_from(PROMOTE, Ty::F32, dst, src),
            Convert::Reinterpret { from, to } => match src {
                Src::Reg(src) if to.is_float() => self.mov_to_float(from == Ty::I64, dst, src.reg()),
                Src::Reg(src) => self.mov_to_int(to == Ty::I64, dst, src.reg()),
                memory => self.mov(to, dst, memory),
            },
        }
    }

    fn trunc(&mut self, from: Ty, to: Ty, signed: bool, dst: Reg, src: Reg, site: Site) {
        use TrapCode::{BadConversionToInteger, IntegerOverflow};
        self.fcmp(from, src, src);
        self.trap_if_cond(Cond::VS, BadConversionToInteger, site);
        match (to, signed) {
            // By way of a signed number of 64 bits, which is the result where it does not change when it is cut.
            (Ty::I32, true) => {
                self.emit(rr(fcvtz(true, from, true), SCRATCH, src));
                self.emit(rrr(SUBS | sf(true) | SXTW, ZERO, SCRATCH, SCRATCH));
                self.trap_if_cond(Cond::NE, IntegerOverflow, site);
                self.mov_rr(false, dst, SCRATCH);
            }
            (Ty::I32, false) => {
                self.emit(rr(fcvtz(true, from, true), dst, src));
                self.shift_imm(ShiftOp::ShrU, true, SCRATCH, dst.read(), 32);
                self.trap_on(invert(CBZ | sf(true) | u32::from(SCRATCH.number())), IntegerOverflow, site);
            }
            _ => {
                // Too large? Too small? The least number itself is in range, and so is what is above -1.
                let exponent = if signed { 63 } else { 64 };
                self.float_imm(from, FSCRATCH, power_of_two(from, exponent, false));
                self.fcmp(from, src, FSCRATCH);
                self.trap_if_cond(Cond::GE, IntegerOverflow, site);
                let (bound, too_small) = if signed { (63, Cond::LT) } else { (0, Cond::LE) };
                self.float_imm(from, FSCRATCH, power_of_two(from, bound, true));
                self.fcmp(from, src, FSCRATCH);
                self.trap_if_cond(too_small, IntegerOverflow, site);
                self.emit(rr(fcvtz(signed, from, true), dst, src));
            }
        }
    }
}

fn reg(src: Src) -> Reg {
    match src {
        Src::Reg(reg) => reg.reg(),
        _ => unreachable!("the operand of a conversion that may trap is not in a register"),
    }
}
