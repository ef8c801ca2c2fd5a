//! Moves between registers, constants, the frame and memory.

use windlass_masm::{Addr, LoadKind, Reg, Site, Slot, Src, StoreKind, Ty};

use super::assembler::Assembler;
use super::encode::{Op, Rm, alu_imm, imm8, imm16, imm32, one_rr, op_rm, op_rm8, vex};
use super::registers::{FSCRATCH, RSP, SCRATCH};

impl Assembler<'_> {
    #[inline]
    pub(super) fn mov(&mut self, ty: Ty, dst: Reg, src: Src) {
        match src {
            Src::Reg(src) if !ty.is_float() => self.mov_rr(ty == Ty::I64, dst, src.reg()),
            src => self.mov_other(ty, dst, src),
        }
    }

    /// [`Assembler::mov`] but between integer registers.
    fn mov_other(&mut self, ty: Ty, dst: Reg, src: Src) {
        match src {
            Src::Reg(src) => self.mov_float(dst, src.reg()),
            Src::Imm(imm) => match ty {
                Ty::I32 => self.mov_imm(dst, u64::from(imm as u32)),
                Ty::I64 => self.mov_imm(dst, imm as u64),
                Ty::F32 => self.float_imm(ty, dst, u64::from(imm as u32)),
                Ty::F64 => self.float_imm(ty, dst, imm as u64),
                Ty::V128 => {
                    let bits = self.vector(imm);
                    self.vec_imm(dst, bits);
                }
            },
            memory => {
                if let Src::Slot(slot) = memory
                    && let Some(reg) = self.find_slot(ty, slot)
                {
                    return self.mov(ty, dst, Src::Reg(reg.read()));
                }
                let rm = self.memory(memory);
                self.load_rm(LoadKind::Full(ty), dst, rm);
            }
        }
    }

    /// `dst = src`, nothing if they are the same. Keeps the flags.
    #[inline]
    pub(super) fn mov_rr(&mut self, w: bool, dst: Reg, src: Reg) {
        if dst != src {
            one_rr(self.buffer(), 0x8b, w, dst.number(), src.number());
        }
    }

    pub(super) fn mov_float(&mut self, dst: Reg, src: Reg) {
        if dst != src {
            // With AVX, the form that a short prefix can encode.
            let (op, d, s) = (Op::two(0x28), dst.number(), src.number());
            match self.cpu.avx {
                true if s >= 8 && d < 8 => vex(self.buffer(), Op::two(0x29), false, s, 0, Rm::Reg(d)),
                true => vex(self.buffer(), op, false, d, 0, Rm::Reg(s)),
                false => op_rm(self.buffer(), op, false, d, Rm::Reg(s)),
            }
        }
    }

    /// A constant, by the shortest encoding. Destroys the flags.
    pub(super) fn mov_imm(&mut self, dst: Reg, imm: u64) {
        if imm == 0 {
            one_rr(self.buffer(), 0x33, false, dst.number(), dst.number());
        } else {
            self.mov_imm_keeping_flags(dst, imm);
        }
    }

    pub(super) fn mov_imm_keeping_flags(&mut self, dst: Reg, imm: u64) {
        let (low, extended) = (u64::from(dst.number() & 7), dst.number() >= 8);
        if let Ok(imm) = u32::try_from(imm) {
            // mov r32, imm32
            let (head, len) = if extended { (0x41 | (0xb8 | low) << 8, 2) } else { (0xb8 | low, 1) };
            self.buffer().put_short(head | u64::from(imm) << (len * 8), len + 4);
        } else if let Ok(imm) = i32::try_from(imm as i64) {
            op_rm(self.buffer(), Op::one(0xc7), true, 0, Rm::from(dst));
            imm32(self.buffer(), imm as u32);
        } else {
            let head = if extended { 0x49 } else { 0x48 } | (0xb8 | low) << 8;
            self.buffer().put(u128::from(head) | u128::from(imm) << 16, 10);
        }
    }

    /// A floating-point constant: zero is made in place, others come from the pool.
    pub(super) fn float_imm(&mut self, ty: Ty, dst: Reg, bits: u64) {
        let d = dst.number();
        if bits == 0 {
            match self.cpu.avx {
                true => vex(self.buffer(), Op::two(0x57), false, d, d, Rm::Reg(d)),
                false => op_rm(self.buffer(), Op::two(0x57), false, d, Rm::Reg(d)),
            }
        } else if ty == Ty::F32 {
            self.float_pool(Op::pf3(0x10), dst, bits.into(), 4);
        } else {
            self.float_pool(Op::pf2(0x10), dst, bits.into(), 8);
        }
    }

    pub(super) fn store_slot(&mut self, ty: Ty, slot: Slot, src: Src) {
        let rm = self.slot(slot);
        match src {
            Src::Imm(_) if ty == Ty::V128 => {
                self.mov(ty, FSCRATCH, src);
                self.store_rm(StoreKind::Full(ty), FSCRATCH, rm);
            }
            Src::Imm(imm) => self.store_imm(
                if ty.is_64() { StoreKind::Full(Ty::I64) } else { StoreKind::Full(Ty::I32) },
                imm,
                rm,
                None,
            ),
            Src::Reg(reg) => {
                let reg = reg.reg();
                self.store_rm(StoreKind::Full(ty), reg, rm);
                self.slot_stored(ty, slot, reg);
            }
            memory => {
                // Any bits can pass through an integer register; vectors cannot.
                if ty == Ty::V128 {
                    self.mov(ty, FSCRATCH, memory);
                    self.store_rm(StoreKind::Full(ty), FSCRATCH, rm);
                } else {
                    let int = if ty.is_64() { Ty::I64 } else { Ty::I32 };
                    self.mov(int, SCRATCH, memory);
                    self.store_rm(StoreKind::Full(int), SCRATCH, rm);
                }
            }
        }
    }

    pub(super) fn zero_slots(&mut self, from: Slot, to: Slot) {
        let words = (to.0 - from.0) / 8;
        match words {
            0 => {}
            1 => self.store_imm(StoreKind::Full(Ty::I64), 0, self.slot(from), None),
            2..=32 => {
                self.float_imm(Ty::F64, FSCRATCH, 0);
                for pair in 0..words / 2 {
                    let rm = self.slot(Slot(from.0 + pair * 16));
                    self.store_rm(StoreKind::Full(Ty::V128), FSCRATCH, rm);
                }
                if !words.is_multiple_of(2) {
                    let rm = self.slot(Slot(to.0 - 8));
                    self.store_rm(StoreKind::Full(Ty::F64), FSCRATCH, rm);
                }
            }
            _ => {
                // A loop, from the end to the start, over an index that counts bytes.
                let bytes = words * 8;
                self.mov_imm(SCRATCH, u64::from(bytes));
                let start = self.begin_loop();
                let last = (from.0 + self.assembly.pushed) as i32 - 8;
                let rm = Rm::Mem { base: RSP.number(), index: SCRATCH.number(), scale: 0, disp: last };
                self.store_imm(StoreKind::Full(Ty::I64), 0, rm, None);
                alu_imm(self.buffer(), 5, false, Rm::from(SCRATCH), 8);
                self.skip_back(0x75, start);
            }
        }
    }

    pub(super) fn copy_words(&mut self, to: Addr, from: Addr, words: u32) {
        // A loop over an index that counts up to zero; the odd word comes last.
        let bytes = (words / 2 * 16) as i32;
        let at = |addr: Addr| Rm::Mem {
            base: addr.base.reg().number(),
            index: SCRATCH.number(),
            scale: 0,
            disp: addr.offset + bytes,
        };
        self.mov_imm(SCRATCH, i64::from(-bytes) as u64);
        let start = self.begin_loop();
        self.load_rm(LoadKind::Full(Ty::V128), FSCRATCH, at(from));
        self.store_rm(StoreKind::Full(Ty::V128), FSCRATCH, at(to));
        alu_imm(self.buffer(), 0, true, Rm::from(SCRATCH), 16);
        self.skip_back(0x75, start);
        if !words.is_multiple_of(2) {
            let last = |addr: Addr| Rm::base(addr.base.reg().number(), addr.offset + bytes);
            self.load_rm(LoadKind::Full(Ty::I64), SCRATCH, last(from));
            self.store_rm(StoreKind::Full(Ty::I64), SCRATCH, last(to));
        }
    }

    pub(super) fn load(&mut self, kind: LoadKind, dst: Reg, addr: Addr) {
        self.record(addr.site);
        self.load_rm(kind, dst, Rm::addr(addr));
    }

    pub(super) fn load_rm(&mut self, kind: LoadKind, dst: Reg, rm: Rm) {
        let (op, w) = match kind {
            LoadKind::Full(Ty::I32) | LoadKind::U32 => (Op::one(0x8b), false),
            LoadKind::Full(Ty::I64) => (Op::one(0x8b), true),
            LoadKind::Full(Ty::F32) => return self.float_rm(Op::pf3(0x10), dst, rm),
            LoadKind::Full(Ty::F64) => return self.float_rm(Op::pf2(0x10), dst, rm),
            LoadKind::Full(Ty::V128) => return self.float_rm(Op::two(0x10), dst, rm),
            LoadKind::U8 => (Op::two(0xb6), false),
            LoadKind::U16 => (Op::two(0xb7), false),
            LoadKind::S8(ty) => (Op::two(0xbe), ty.is_64()),
            LoadKind::S16(ty) => (Op::two(0xbf), ty.is_64()),
            LoadKind::S32 => (Op::one(0x63), true),
        };
        self.op(op, w, dst, rm);
    }

    /// A load or store of a floating-point register, or a conversion that has no other operand.
    #[inline]
    pub(super) fn float_rm(&mut self, op: Op, reg: Reg, rm: Rm) {
        match self.cpu.avx {
            true => vex(self.buffer(), op, false, reg.number(), 0, rm),
            false => op_rm(self.buffer(), op, false, reg.number(), rm),
        }
    }

    pub(super) fn store(&mut self, kind: StoreKind, src: Src, addr: Addr) {
        let rm = Rm::addr(addr);
        match src {
            Src::Imm(_) | Src::Slot(_) if kind == StoreKind::Full(Ty::V128) => {
                self.mov(Ty::V128, FSCRATCH, src);
                self.record(addr.site);
                self.store_rm(kind, FSCRATCH, rm);
            }
            Src::Imm(imm) => self.store_imm(kind, imm, rm, addr.site),
            Src::Reg(reg) => {
                self.record(addr.site);
                self.store_rm(kind, reg.reg(), rm);
            }
            Src::Slot(_) | Src::Mem(_) => unreachable!("a store from memory"),
        }
    }

    pub(super) fn store_rm(&mut self, kind: StoreKind, src: Reg, rm: Rm) {
        let s = src.number();
        match kind {
            StoreKind::Low8 => op_rm8(self.buffer(), Op::one(0x88), false, s, rm),
            StoreKind::Low16 => op_rm(self.buffer(), Op::wide16(0x89), false, s, rm),
            StoreKind::Low32 | StoreKind::Full(Ty::I32) => op_rm(self.buffer(), Op::one(0x89), false, s, rm),
            StoreKind::Full(Ty::I64) => op_rm(self.buffer(), Op::one(0x89), true, s, rm),
            StoreKind::Full(Ty::F32) => self.float_rm(Op::pf3(0x11), src, rm),
            StoreKind::Full(Ty::F64) => self.float_rm(Op::pf2(0x11), src, rm),
            StoreKind::Full(Ty::V128) => self.float_rm(Op::two(0x11), src, rm),
        }
    }

    fn store_imm(&mut self, kind: StoreKind, imm: i64, rm: Rm, site: Option<Site>) {
        let wide = matches!(kind, StoreKind::Full(Ty::I64 | Ty::F64));
        if wide && i32::try_from(imm).is_err() {
            self.mov_imm(SCRATCH, imm as u64);
            self.record(site);
            return self.store_rm(StoreKind::Full(Ty::I64), SCRATCH, rm);
        }
        self.record(site);
        match kind {
            StoreKind::Low8 => {
                op_rm(self.buffer(), Op::one(0xc6), false, 0, rm);
                imm8(self.buffer(), imm as u8);
            }
            StoreKind::Low16 => {
                op_rm(self.buffer(), Op::wide16(0xc7), false, 0, rm);
                imm16(self.buffer(), imm as u16);
            }
            _ => {
                op_rm(self.buffer(), Op::one(0xc7), wide, 0, rm);
                imm32(self.buffer(), imm as u32);
            }
        }
    }
}
