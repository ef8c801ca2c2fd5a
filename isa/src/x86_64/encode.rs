//! Instruction encoding: prefixes, opcode, ModRM, SIB and displacement (Intel SDM volume 2, chapter 2).
//!
//! `dynasm!` with registers that are known only at run time always writes a REX prefix and cannot choose the size of a
//! displacement, so the instructions that make up nearly all code are composed here, in a register, and stored at once.
//! Fixed sequences, where every register is known, are written with `dynasm!`.

use windlass_masm::{Addr, CodeBuffer, Reg, Use};

/// An opcode with its mandatory prefix and its map.
#[derive(Clone, Copy)]
pub(super) struct Op {
    /// 0, or 1 for `66`, 2 for `F3`, 3 for `F2`: the `pp` field of a VEX prefix.
    pp: u8,
    /// 0 for none, 1 for `0F`, 2 for `0F 38`, 3 for `0F 3A`: the `mmmmm` field of a VEX prefix.
    map: u8,
    opcode: u8,
}

impl Op {
    /// One byte.
    pub(super) const fn one(opcode: u8) -> Op {
        Op { pp: 0, map: 0, opcode }
    }

    /// Map `0F`.
    pub(super) const fn two(opcode: u8) -> Op {
        Op { pp: 0, map: 1, opcode }
    }

    /// Map `0F` with prefix `66`.
    pub(super) const fn p66(opcode: u8) -> Op {
        Op { pp: 1, map: 1, opcode }
    }

    /// Map `0F` with prefix `F3`.
    pub(super) const fn pf3(opcode: u8) -> Op {
        Op { pp: 2, map: 1, opcode }
    }

    /// Map `0F` with prefix `F2`.
    pub(super) const fn pf2(opcode: u8) -> Op {
        Op { pp: 3, map: 1, opcode }
    }

    /// This opcode in map `0F 38`.
    pub(super) const fn map38(self) -> Op {
        Op { map: 2, ..self }
    }

    /// This opcode in map `0F 3A`.
    pub(super) const fn map3a(self) -> Op {
        Op { map: 3, ..self }
    }

    /// The form of this instruction on integers that is for bytes.
    pub(super) const fn for_bytes(self) -> Op {
        Op { opcode: self.opcode - 1, ..self }
    }

    /// The form that is for numbers of 16 bits.
    pub(super) const fn for_16_bits(self) -> Op {
        Op { pp: 1, ..self }
    }

    /// Whether the last operand of a scalar floating-point instruction is a floating-point one: all but the conversion from
    /// an integer.
    pub(super) fn reads_float(self) -> bool {
        self.opcode != 0x2a
    }

    /// This opcode with prefix `66` and no map: the 16-bit form of an integer instruction.
    pub(super) const fn wide16(opcode: u8) -> Op {
        Op { pp: 1, map: 0, opcode }
    }
}

const PREFIX: [u8; 4] = [0, 0x66, 0xf3, 0xf2];

/// No index register: what `rsp` would be.
const NO_INDEX: u8 = 4;
const RSP: u8 = 4;
const RBP: u8 = 5;

/// The operand that can be a register or in memory.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rm {
    /// A register, by number.
    Reg(u8),
    /// Memory at `base + index * scale + disp`.
    Mem { base: u8, index: u8, scale: u8, disp: i32 },
    /// Memory at the next instruction plus a distance that is filled in later.
    Rip,
}

impl Rm {
    pub(super) fn addr(addr: Addr) -> Rm {
        let index = addr.index.map_or(NO_INDEX, Use::number);
        Rm::Mem { base: addr.base.number(), index, scale: addr.shift, disp: addr.offset }
    }

    pub(super) fn base(base: u8, disp: i32) -> Rm {
        Rm::Mem { base, index: NO_INDEX, scale: 0, disp }
    }
}

impl From<Reg> for Rm {
    #[inline]
    fn from(reg: Reg) -> Rm {
        Rm::Reg(reg.number())
    }
}

/// Whether the registers are 64 bits wide.
pub(super) type Wide = bool;

/// Writes an instruction with a ModRM byte. `byte_reg` says that `reg`, or the register in `rm`, is used as a byte, which
/// needs a REX prefix for `sil`, `dil` and `bpl`.
#[inline]
fn emit(buffer: &mut CodeBuffer<'_>, op: Op, w: Wide, reg: u8, rm: Rm, byte_reg: bool) {
    let (x, b) = match rm {
        Rm::Reg(r) => (0, r),
        Rm::Mem { base, index, .. } => (index, base),
        Rm::Rip => (0, 0),
    };
    let (mut head, mut bits) = (0u64, 0u32);
    if op.pp != 0 {
        head = u64::from(PREFIX[usize::from(op.pp)]);
        bits = 8;
    }
    let rex = u8::from(w) << 3 | (reg >> 3) << 2 | (x >> 3) << 1 | b >> 3;
    let byte_rex = byte_reg && (reg >= 4 || matches!(rm, Rm::Reg(r) if r >= 4));
    if rex != 0 || byte_rex {
        head |= u64::from(0x40 | rex) << bits;
        bits += 8;
    }
    match op.map {
        0 => {}
        1 => {
            head |= 0x0f << bits;
            bits += 8;
        }
        2 => {
            head |= 0x380f << bits;
            bits += 16;
        }
        _ => {
            head |= 0x3a0f << bits;
            bits += 16;
        }
    }
    head |= u64::from(op.opcode) << bits;
    modrm(buffer, head, bits + 8, reg, rm);
}

/// Appends ModRM, SIB and displacement to the `bits` bits of `head`, at most five bytes, and writes all of it.
#[inline]
fn modrm(buffer: &mut CodeBuffer<'_>, mut head: u64, mut bits: u32, reg: u8, rm: Rm) {
    let reg = (reg & 7) << 3;
    match rm {
        Rm::Reg(r) => {
            head |= u64::from(0xc0 | reg | r & 7) << bits;
            buffer.put_short(head, (bits / 8 + 1) as usize);
        }
        Rm::Mem { base, index, scale, disp } => {
            let low = base & 7;
            let disp_len = if disp == 0 && low != RBP { 0 } else { 1 + 3 * usize::from(i8::try_from(disp).is_err()) };
            // 0, 1 and 2 for 0, 1 and 4 bytes.
            let mode = disp_len.div_ceil(2) as u8;
            if index == NO_INDEX && low != RSP {
                head |= u64::from(mode << 6 | reg | low) << bits;
                bits += 8;
            } else {
                let sib = scale << 6 | (index & 7) << 3 | low;
                head |= u64::from(u16::from(mode << 6 | reg | RSP) | u16::from(sib) << 8) << bits;
                bits += 16;
            }
            buffer.put_two(head, (bits / 8) as usize, disp as u32, disp_len);
        }
        Rm::Rip => {
            head |= u64::from(reg | RBP) << bits;
            buffer.put_two(head, (bits / 8 + 1) as usize, 0, 4);
        }
    }
}

/// `opcode reg, rm` between registers, for an opcode of one byte: the most common of all.
#[inline]
pub(super) fn one_rr(buffer: &mut CodeBuffer<'_>, opcode: u8, w: Wide, reg: u8, rm: u8) {
    let rex = u8::from(w) << 3 | (reg >> 3) << 2 | rm >> 3;
    let rest = u64::from(opcode) | u64::from(0xc0 | (reg & 7) << 3 | rm & 7) << 8;
    if rex == 0 {
        buffer.put_short(rest, 2);
    } else {
        buffer.put_short(u64::from(0x40 | rex) | rest << 8, 3);
    }
}

/// `op reg, rm`.
#[inline]
pub(super) fn op_rm(buffer: &mut CodeBuffer<'_>, op: Op, w: Wide, reg: u8, rm: Rm) {
    emit(buffer, op, w, reg, rm, false);
}

/// `op reg, rm` where a register operand is a byte.
#[inline]
pub(super) fn op_rm8(buffer: &mut CodeBuffer<'_>, op: Op, w: Wide, reg: u8, rm: Rm) {
    emit(buffer, op, w, reg, rm, true);
}

/// `op rm, imm` in group 1 (`add`, `or`, `and`, `sub`, `xor`, `cmp` by `ext`), with the shortest immediate.
#[inline]
pub(super) fn alu_imm(buffer: &mut CodeBuffer<'_>, ext: u8, w: Wide, rm: Rm, imm: i32) {
    if let Ok(imm) = i8::try_from(imm) {
        emit(buffer, Op::one(0x83), w, ext, rm, false);
        buffer.put_short(u64::from(imm as u8), 1);
    } else {
        if rm == Rm::Reg(0) {
            // The form for rax has no ModRM byte.
            let opcode = u64::from(ext << 3 | 5);
            if w {
                buffer.put_short(0x48 | opcode << 8, 2);
            } else {
                buffer.put_short(opcode, 1);
            }
        } else {
            emit(buffer, Op::one(0x81), w, ext, rm, false);
        }
        buffer.put_short(u64::from(imm as u32), 4);
    }
}

/// Writes an 8-bit immediate after an instruction.
#[inline]
pub(super) fn imm8(buffer: &mut CodeBuffer<'_>, imm: u8) {
    buffer.put_short(u64::from(imm), 1);
}

/// Writes a 16-bit immediate after an instruction.
#[inline]
pub(super) fn imm16(buffer: &mut CodeBuffer<'_>, imm: u16) {
    buffer.put_short(u64::from(imm), 2);
}

/// Writes a 32-bit immediate after an instruction.
#[inline]
pub(super) fn imm32(buffer: &mut CodeBuffer<'_>, imm: u32) {
    buffer.put_short(u64::from(imm), 4);
}

/// `op reg, vvvv, rm` with a VEX prefix, 128 bits wide or scalar.
#[inline]
pub(super) fn vex(buffer: &mut CodeBuffer<'_>, op: Op, w: Wide, reg: u8, vvvv: u8, rm: Rm) {
    let (x, b) = match rm {
        Rm::Reg(r) => (0, r),
        Rm::Mem { base, index, .. } => (index, base),
        Rm::Rip => (0, 0),
    };
    let low = (!vvvv & 15) << 3 | op.pp;
    let not_r = if reg < 8 { 0x80 } else { 0 };
    if op.map == 1 && !w && x < 8 && b < 8 {
        let head = 0xc5 | u64::from(not_r | low) << 8 | u64::from(op.opcode) << 16;
        modrm(buffer, head, 24, reg, rm);
    } else {
        let second = not_r | (u8::from(x < 8) << 6) | (u8::from(b < 8) << 5) | op.map;
        let third = u8::from(w) << 7 | low;
        let head = 0xc4 | u64::from(second) << 8 | u64::from(third) << 16 | u64::from(op.opcode) << 24;
        modrm(buffer, head, 32, reg, rm);
    }
}
