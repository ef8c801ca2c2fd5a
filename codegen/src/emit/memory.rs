//! Loads, stores and the other operators on linear memories.

use windlass_masm::{
    Addr, CheckedAccess, IntBinOp, LoadKind, MacroAssembler, Reg, RegSet, ShiftOp, Src, StoreKind, Ty,
};

use super::Emitter;
use super::in_memory::{Loaded, may_use_in_memory};
use super::machine_type::machine_type;
use super::value::{Place, Value};
use crate::artifact::GUARD_SIZE;
use crate::builtin::Builtin;
use crate::opcode::MEM_OPERAND;

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    /// The address of an access of `bytes` bytes, checked as far as it has to be. `index` becomes a register that is
    /// part of the address, or a constant where none is needed.
    pub(super) fn address(&mut self, index: &mut Value, memory: u32, offset: u64, bytes: u32) -> Addr {
        let site = self.site();
        let ty = &self.module.memories[memory as usize];
        let extent = offset.saturating_add(u64::from(bytes));
        let guarded = !self.options.explicit_bounds_checks && ty.may_be_guarded();
        if let Place::Const(constant) = index.place {
            let constant = if ty.memory64 { constant as u64 } else { u64::from(constant as u32) };
            let end = constant.saturating_add(extent);
            // With guard pages, what is not there faults.
            let most = if guarded { u64::MAX } else { ty.min_bytes() };
            if end <= most.min(i32::MAX as u64) {
                let offset = (end - u64::from(bytes)) as i32;
                let base = self.base_in_reg(index, memory);
                return Addr { site: Some(site), ..Addr::new(base, offset) };
            }
        }
        let wide = ty.memory64;
        if guarded && extent <= GUARD_SIZE as u64 {
            if wide {
                self.check_64_bit_index(index, memory);
            }
            return self.guarded_address(index, memory, offset);
        }
        self.compared_address(index, memory, (offset, bytes), wide)
    }

    /// Whether the address of an access of at most 16 bytes takes no register but the index.
    pub(super) fn is_index_enough(&self, memory: u32, offset: u64) -> bool {
        let ty = &self.module.memories[memory as usize];
        let guarded = !self.options.explicit_bounds_checks && ty.may_be_guarded();
        memory == 0 && guarded && !ty.memory64 && offset.saturating_add(16) <= GUARD_SIZE as u64
    }

    /// The address of an access that code compares with the length of the memory. `index` has 64 bits if `wide`.
    #[inline(never)]
    fn compared_address(&mut self, index: &mut Value, memory: u32, (offset, bytes): (u64, u32), wide: bool) -> Addr {
        let (site, extent) = (self.site(), offset.saturating_add(u64::from(bytes)));
        if wide || self.options.clamped_memories {
            return self.checked_address(index, memory, (offset, bytes), wide);
        }
        if memory == 0 {
            let reg = self.in_reg(index);
            self.with_len(memory, |emitter, len| {
                emitter.masm.bounds_check(Src::Reg(reg.read()), extent, len, site);
            });
            let base = M::ABI.memory_base.read();
            return match i32::try_from(offset) {
                Ok(offset) => Addr { base, index: Some(reg.read()), shift: 0, offset, site: Some(site) },
                Err(_) => {
                    let sum = self.in_own_reg(index, RegSet::EMPTY);
                    self.add_offset(sum, offset);
                    Addr { base, index: Some(sum.read()), shift: 0, offset: 0, site: Some(site) }
                }
            };
        }
        let reg = self.in_own_reg(index, RegSet::EMPTY);
        self.with_len(memory, |emitter, len| emitter.masm.bounds_check(Src::Reg(reg.read()), extent, len, site));
        let base = self.base_of_memory(memory);
        self.masm.int_binop(IntBinOp::Add, Ty::I64, reg, reg.read(), base);
        match i32::try_from(offset) {
            Ok(offset) => Addr { site: Some(site), ..Addr::new(reg, offset) },
            Err(_) => {
                self.add_offset(reg, offset);
                Addr { site: Some(site), ..Addr::new(reg, 0) }
            }
        }
    }

    /// Where the context has the base of a memory.
    fn memory_field(&self, memory: u32) -> Addr {
        Addr::new(M::ABI.context, self.layout.memory(memory) as i32)
    }

    /// Where the context has the length of a memory in bytes, or, of a shared one, the address of its length.
    fn len_field(&self, memory: u32) -> Addr {
        Addr::new(M::ABI.context, self.layout.memory(memory) as i32 + 8)
    }

    /// Does something that reads the length of a memory. Where that is shared, this takes another register meanwhile.
    fn with_len<R>(&mut self, memory: u32, read: impl FnOnce(&mut Self, Addr) -> R) -> R {
        let field = self.len_field(memory);
        if !self.module.memories[memory as usize].shared {
            return read(self, field);
        }
        let pointer = self.alloc(false);
        self.masm.load(LoadKind::Full(Ty::I64), pointer, field);
        let result = read(self, Addr::new(pointer, 0));
        self.free.insert(pointer);
        result
    }

    /// The base of a memory as an operand.
    fn base_of_memory(&self, memory: u32) -> Src {
        match memory {
            0 => Src::Reg(M::ABI.memory_base.read()),
            _ => Src::Mem(self.memory_field(memory)),
        }
    }

    /// The base of a memory, for an access at a constant place: `index` becomes the register that it is loaded to.
    fn base_in_reg(&mut self, index: &mut Value, memory: u32) -> Reg {
        if memory == 0 {
            return M::ABI.memory_base;
        }
        let base = self.alloc(false);
        self.masm.load(LoadKind::Full(Ty::I64), base, self.memory_field(memory));
        index.place = Place::Reg(base);
        base
    }

    /// The address of an access to a memory whose guard pages cover it.
    #[inline(always)]
    fn guarded_address(&mut self, index: &mut Value, memory: u32, offset: u64) -> Addr {
        // It is within the guard.
        let (offset, site) = (offset as i32, Some(self.site()));
        if memory != 0 {
            return Addr { site, ..self.guarded_address_in_other_memory(index, memory, offset) };
        }
        let reg = self.in_reg(index);
        Addr { base: M::ABI.memory_base.read(), index: Some(reg.read()), shift: 0, offset, site }
    }

    /// The same for a memory other than the first: its base is added to the index, or loaded where the index is to stay as it is.
    #[inline(never)]
    fn guarded_address_in_other_memory(&mut self, index: &mut Value, memory: u32, offset: i32) -> Addr {
        if let (Place::Local(_), Src::Reg(home)) = (index.place, self.src(index)) {
            let base = self.base_in_reg(index, memory);
            return Addr { index: Some(home.reg().read()), ..Addr::new(base, offset) };
        }
        let reg = self.in_own_reg(index, RegSet::EMPTY);
        self.masm.int_binop(IntBinOp::Add, Ty::I64, reg, reg.read(), Src::Mem(self.memory_field(memory)));
        Addr::new(reg, offset)
    }

    /// Compares an index of 64 bits with the length of a memory, whose guard pages cover what is beyond by an offset.
    #[inline(never)]
    fn check_64_bit_index(&mut self, index: &mut Value, memory: u32) {
        let site = self.site();
        let from = self.in_reg(index);
        let clamped = self.options.spectre_mitigation.then(|| self.reg_of_address(index));
        if !M::ABI.index_check_reads_len {
            return self.masm.index_check(clamped, from, self.len_field(memory), site);
        }
        self.with_len(memory, |emitter, len| emitter.masm.index_check(clamped, from, len, site));
    }

    /// The register that `index` is in if it may be written, or another that it becomes.
    fn reg_of_address(&mut self, index: &mut Value) -> Reg {
        let reg = match index.place {
            Place::Reg(reg) => reg,
            _ => self.alloc(false),
        };
        index.place = Place::Reg(reg);
        reg
    }

    /// The address of an access that is compared with the length of the memory, which does not leave the memory where the
    /// processor goes on speculatively. `index` becomes the register that is part of it; it has 64 bits if `wide`.
    fn checked_address(&mut self, index: &mut Value, memory: u32, (offset, bytes): (u64, u32), wide: bool) -> Addr {
        let from = self.in_reg(index);
        let reg = self.reg_of_address(index);
        // Speculatively, a 64-bit index reaches any address of the process.
        let clamps = self.options.clamped_memories || wide && self.options.spectre_mitigation;
        let (base, site) = (self.base_of_memory(memory), self.site());
        self.with_len(memory, |emitter, len| {
            let access = CheckedAccess { index: from, wide, offset, bytes, base, len, clamps };
            emitter.masm.checked_address(reg, &access, site)
        })
    }

    fn add_offset(&mut self, reg: Reg, offset: u64) {
        self.masm.int_binop(IntBinOp::Add, Ty::I64, reg, reg.read(), Src::Imm(offset as i64));
    }

    pub(super) fn load(&mut self, kind: LoadKind, ty: Ty) {
        let (memory, offset) = self.reader.mem_arg();
        let mut index = self.pop();
        let addr = self.address(&mut index, memory, offset, kind.bytes());
        if M::ABI.has_memory_operands && may_use_in_memory(&self.reader) {
            let loaded = Loaded { kind, ty, addr, index: &index, at: (memory, offset) };
            if self.use_in_memory(&loaded) {
                return self.consume([index]);
            }
        }
        if matches!(kind, LoadKind::Full(_)) && self.next_reads_memory(ty) {
            let held = match index.place {
                Place::Reg(reg) => Some(reg),
                _ => None,
            };
            self.stack.pending = Some(addr);
            return self.replace([index], Place::Memory(held), ty);
        }
        let dst = self.dst(ty, &[&index]);
        self.masm.load(kind, dst.reg, addr);
        self.finish(dst, ty, [index]);
    }

    /// Whether the next operator can take its right operand from memory.
    fn next_reads_memory(&self, ty: Ty) -> bool {
        match MEM_OPERAND.get(ty as usize) {
            Some(operators) => operators.contains(self.reader.peek()),
            None => self.next_vector_reads_memory(),
        }
    }

    pub(super) fn store(&mut self, kind: StoreKind) {
        let (memory, offset) = self.reader.mem_arg();
        let mut value = self.pop();
        let mut index = self.pop();
        let src = match value.place {
            Place::Const(bits) => Src::Imm(bits),
            _ => Src::Reg(self.last_in_reg(&mut value)),
        };
        let addr = self.address(&mut index, memory, offset, kind.bytes());
        // The bits of a floating-point constant are written as an integer.
        let kind = match (kind, src) {
            (StoreKind::Full(Ty::F32), Src::Imm(_)) => StoreKind::Full(Ty::I32),
            (StoreKind::Full(Ty::F64), Src::Imm(_)) => StoreKind::Full(Ty::I64),
            _ => kind,
        };
        self.masm.store(kind, src, addr);
        self.release(value);
        self.release(index);
    }

    pub(super) fn memory_size(&mut self) {
        let memory = self.reader.u32();
        let len = self.len_field(memory);
        let memory = &self.module.memories[memory as usize];
        let ty = machine_type(memory.index());
        let dst = self.dst(ty, &[]);
        self.masm.load(LoadKind::Full(Ty::I64), dst.reg, len);
        if memory.shared {
            self.masm.load(LoadKind::Full(Ty::I64), dst.reg, Addr::new(dst.reg, 0));
        }
        if memory.page_size_log2 != 0 {
            let pages = Src::Imm(memory.page_size_log2.into());
            self.masm.shift(ShiftOp::ShrU, Ty::I64, dst.reg, dst.reg.read(), pages);
        }
        self.finish(dst, ty, []);
    }

    pub(super) fn memory_grow(&mut self) {
        let memory = self.reader.u32();
        self.builtin(Builtin::MemoryGrow, i64::from(memory));
        if !self.module.memories[memory as usize].memory64 {
            self.narrow_result();
        }
    }

    /// The result of a builtin is 64 bits wide, and may be -1.
    pub(super) fn narrow_result(&mut self) {
        let value = self.pop();
        if let Place::Const(_) = value.place {
            // Nobody reads it.
            let place = value.place;
            return self.replace([value], place, Ty::I32);
        }
        let site = self.site();
        let src = self.src(&value);
        let dst = self.dst(Ty::I32, &[&value]);
        self.masm.convert(windlass_masm::Convert::Wrap, dst.reg, src, site);
        self.finish(dst, Ty::I32, [value]);
    }
}
