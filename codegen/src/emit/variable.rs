//! Locals, globals and tables.

use core::mem::offset_of;

use windlass_masm::vm::VMArray;
use windlass_masm::{
    Addr, Compare, IntCond, LoadKind, MacroAssembler, Reg, RegSet, Site, Src, StoreKind, TrapCode, Ty,
};

use super::Emitter;
use super::locals::Local;
use super::machine_type::machine_type;
use super::value::{Operand, Place, Value};
use crate::builtin::Builtin;
use crate::context::ContextLayout;

/// The index of an element of a table.
#[derive(Clone, Copy, Debug)]
pub(super) enum ElementIndex {
    /// A constant for which there is an element, at this offset from the base.
    Known(i32),
    /// Still to be checked; with [`EmitOptions::spectre_mitigation`](super::EmitOptions::spectre_mitigation), the register may be
    /// written.
    InReg(Reg),
}

impl<'a, 'm, M: MacroAssembler<'m>> Emitter<'a, 'm, M> {
    #[inline]
    pub(super) fn local_get(&mut self) {
        let local = self.reader.u32();
        self.check_access(local);
        self.push(Place::Local(local), self.locals[local as usize].ty);
    }

    pub(super) fn local_set(&mut self) {
        let local = self.reader.u32();
        let value = self.pop();
        self.assign_local(local, &value);
        self.release(value);
    }

    pub(super) fn local_tee(&mut self) {
        let local = self.reader.u32();
        let value = self.pop();
        let ty = value.ty;
        self.assign_local(local, &value);
        match value.place {
            // A caller-saved register is nearer than a slot, but a register of its own is as good.
            Place::Reg(_) if self.locals[local as usize].home.is_some() => {
                self.release(value);
                self.push(Place::Local(local), ty);
            }
            place @ (Place::Reg(_) | Place::Const(_)) => self.replace([value], place, ty),
            _ => {
                self.release(value);
                self.push(Place::Local(local), ty);
            }
        }
    }

    fn assign_local(&mut self, local: u32, value: &Value) {
        if value.place == Place::Local(local) {
            return;
        }
        self.preserve_local(local);
        let Local { ty, home, slot } = self.locals[local as usize];
        let src = self.src(value);
        match home {
            Some(reg) => self.masm.mov(ty, reg, src),
            None => self.masm.store_slot(ty, slot, src),
        }
    }

    /// Where the value of a global is: in the context, or where its address in the context says.
    fn global(&self, global: u32) -> (Addr, Ty, bool) {
        let ty = machine_type(self.module.globals[global as usize].content);
        let at = Addr::new(M::ABI.context, self.layout.global(global) as i32);
        (at, ty, ContextLayout::global_is_pointer(self.module, global))
    }

    pub(super) fn global_get(&mut self) {
        let global = self.reader.u32();
        let (mut addr, ty, is_pointer) = self.global(global);
        let dst = self.dst(ty, &[]);
        if is_pointer {
            let pointer = if ty.is_float() { self.alloc(false) } else { dst.reg };
            self.masm.load(LoadKind::Full(Ty::I64), pointer, addr);
            addr = Addr::new(pointer, 0);
            if pointer != dst.reg {
                self.free.insert(pointer);
            }
        }
        self.masm.load(LoadKind::Full(ty), dst.reg, addr);
        self.finish(dst, ty, []);
    }

    pub(super) fn global_set(&mut self) {
        let global = self.reader.u32();
        let mut value = self.pop();
        let (mut addr, ty, is_pointer) = self.global(global);
        let pointer = is_pointer.then(|| self.alloc(false));
        if let Some(reg) = pointer {
            self.masm.load(LoadKind::Full(Ty::I64), reg, addr);
            addr = Addr::new(reg, 0);
        }
        let src = match value.place {
            Place::Const(bits) => Src::Imm(bits),
            _ => Src::Reg(self.last_in_reg(&mut value)),
        };
        let kind = match (ty, src) {
            (Ty::F32, Src::Imm(_)) => StoreKind::Full(Ty::I32),
            (Ty::F64, Src::Imm(_)) => StoreKind::Full(Ty::I64),
            _ => StoreKind::Full(ty),
        };
        self.masm.store(kind, src, addr);
        self.release(value);
        if let Some(reg) = pointer {
            self.free.insert(reg);
        }
    }

    /// The offset of an element whose index is a constant below the least size of the table: tables do not shrink.
    pub(super) fn element_offset(&self, table: u32, index: &Value) -> Option<i32> {
        let Place::Const(index) = index.place else { return None };
        let ty = &self.module.tables[table as usize];
        let index = if ty.table64 { index as u64 } else { u64::from(index as u32) };
        // Elements are eight bytes long.
        if index < ty.limits.min { i32::try_from(index).ok()?.checked_mul(8) } else { None }
    }

    /// The address of an element of a table, after the check that it is there. The base of the table goes to `base`.
    pub(super) fn element_address(&mut self, table: u32, index: ElementIndex, base: Reg, site: Site) -> Addr {
        let at = Addr::new(M::ABI.context, self.layout.table(table) as i32);
        let field = |offset: usize| Addr { offset: at.offset + offset as i32, ..at };
        // The base first: some machines load it together with the length.
        self.masm.load(LoadKind::Full(Ty::I64), base, field(offset_of!(VMArray, base)));
        match index {
            ElementIndex::Known(offset) => Addr::new(base, offset),
            ElementIndex::InReg(index) => {
                let len = Src::Mem(field(offset_of!(VMArray, len)));
                let outside = Compare::Int { cond: IntCond::GeU, ty: Ty::I64, lhs: Src::Reg(index.read()), rhs: len };
                self.masm.trap_if_clamping(&outside, TrapCode::TableOutOfBounds, site, index);
                Addr { base: base.read(), index: Some(index.read()), shift: 3, offset: 0, site: None }
            }
        }
    }

    /// The same for an operator that accesses it. The index becomes a register if it is part of the address. The base is a
    /// temporary, which is returned, too.
    fn element(&mut self, table: u32, index: &mut Value) -> (Addr, Operand) {
        let site = self.site();
        let place = match self.element_offset(table, index) {
            Some(offset) => ElementIndex::Known(offset),
            None if self.options.spectre_mitigation => ElementIndex::InReg(self.in_own_reg(index, RegSet::EMPTY)),
            None => ElementIndex::InReg(self.in_reg(index)),
        };
        let base = self.alloc(false);
        let addr = self.element_address(table, place, base, site);
        (addr, self.operand(Value { place: Place::Reg(base), ..*index }))
    }

    pub(super) fn table_get(&mut self) {
        let table = self.reader.u32();
        let mut index = self.pop();
        let (addr, base) = self.element(table, &mut index);
        let dst = self.dst(Ty::I64, &[&index, &base]);
        self.masm.load(LoadKind::Full(Ty::I64), dst.reg, addr);
        self.finish(dst, Ty::I64, [index, base]);
    }

    pub(super) fn table_set(&mut self) {
        let table = self.reader.u32();
        let mut value = self.pop();
        let mut index = self.pop();
        let src = match value.place {
            Place::Const(null) => Src::Imm(null),
            _ => Src::Reg(self.last_in_reg(&mut value)),
        };
        let (addr, base) = self.element(table, &mut index);
        self.masm.store(StoreKind::Full(Ty::I64), src, addr);
        self.release(base);
        self.release(index);
        self.release(value);
    }

    pub(super) fn table_size(&mut self) {
        let table = self.reader.u32();
        let len = Addr::new(M::ABI.context, self.layout.table(table) as i32 + 8);
        let ty = machine_type(self.module.tables[table as usize].index());
        let dst = self.dst(ty, &[]);
        self.masm.load(LoadKind::Full(ty), dst.reg, len);
        self.finish(dst, ty, []);
    }

    pub(super) fn table_grow(&mut self) {
        let table = self.reader.u32();
        self.builtin(Builtin::TableGrow, i64::from(table));
        if !self.module.tables[table as usize].table64 {
            self.narrow_result();
        }
    }

    /// `drop`.
    pub(super) fn drop(&mut self) {
        let value = self.pop();
        self.release(value);
    }
}
