//! Encodes the structure of a module. `decode.rs` describes and decodes it.

use alloc::vec::Vec;
use core::ops::Range;

use crate::module::{
    ConstExpr, ConstOp, DataSegments, ElementItems, ElementSegment, Export, ExportKind, Import, ImportType, ModuleInfo,
    SegmentMode,
};
use crate::types::{FuncType, GlobalType, HeapType, Limits, MemoryType, RefType, TableType, TypeIndex, ValType};

/// The locations in the file of the lists that are not part of the structure.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// The element segments that are lists of functions, in order.
    pub(super) element_functions: Vec<Range<usize>>,
    /// The list of plain data segments, or the pages of the image.
    pub(super) data: Range<usize>,
    /// Whether `data` is an image.
    pub(super) is_image: bool,
    /// The bytes of other data segments.
    pub(super) segments: Vec<Range<usize>>,
}

/// Encodes a structure.
#[derive(Default)]
pub(super) struct Encoder {
    bytes: Vec<u8>,
}

impl Encoder {
    /// The structure of `module`.
    pub(super) fn encode(module: &ModuleInfo, places: &Places) -> Vec<u8> {
        let mut encoder = Encoder::default();
        encoder.module(module, places);
        encoder.bytes
    }

    fn u8(&mut self, value: u8) {
        self.bytes.push(value);
    }

    fn u32(&mut self, value: u32) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    fn u64(&mut self, value: u64) {
        self.bytes.extend_from_slice(&value.to_le_bytes());
    }

    fn str(&mut self, value: &str) {
        self.u32(value.len() as u32);
        self.bytes.extend_from_slice(value.as_bytes());
    }

    fn option<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.u8(value.is_some().into());
        if let Some(value) = value {
            write(self, value);
        }
    }

    fn list<T>(&mut self, items: &[T], write: impl Fn(&mut Self, &T)) {
        self.u32(items.len() as u32);
        items.iter().for_each(|item| write(self, item));
    }

    fn place(&mut self, place: &Range<usize>) {
        self.u32(place.start as u32);
        self.u32(place.len() as u32);
    }

    fn module(&mut self, module: &ModuleInfo, places: &Places) {
        self.option(module.name.as_deref(), Encoder::str);
        self.list(&module.types, Encoder::func_type);
        self.list(&module.imports, Encoder::import);
        self.list(&module.tables, |e, &ty| e.table_type(ty));
        self.list(&module.memories, |e, &ty| e.memory_type(ty));
        self.list(&module.globals, |e, &ty| e.global_type(ty));
        self.list(&module.tags, |e, &ty| e.u32(ty));
        self.list(&module.global_inits, Encoder::const_expr);
        self.list(&module.table_inits, |e, (table, init)| {
            e.u32(*table);
            e.const_expr(init);
        });
        self.list(&module.exports, Encoder::export);
        self.option(module.start, Encoder::u32);
        let mut functions = places.element_functions.iter();
        self.u32(module.elements.len() as u32);
        for element in &module.elements {
            self.element(element, &mut functions);
        }
        self.data(&module.data, places);
    }

    fn ref_type(&mut self, ty: RefType) {
        self.u8(ty.nullable.into());
        match ty.heap_type {
            HeapType::Func => self.u8(0),
            HeapType::Extern => self.u8(1),
            HeapType::Exn => self.u8(3),
            HeapType::NoExn => self.u8(4),
            HeapType::ConcreteFunc(TypeIndex::Module(index)) => {
                self.u8(2);
                self.u32(index);
            }
            HeapType::ConcreteFunc(TypeIndex::Engine(_) | TypeIndex::Itself) => {
                unreachable!("what a module declares refers to types by their indices")
            }
        }
    }

    fn val_type(&mut self, ty: ValType) {
        self.u8(match ty {
            ValType::I32 => 0,
            ValType::I64 => 1,
            ValType::F32 => 2,
            ValType::F64 => 3,
            ValType::V128 => 4,
            ValType::Ref(_) => 5,
        });
        if let ValType::Ref(ty) = ty {
            self.ref_type(ty);
        }
    }

    fn func_type(&mut self, ty: &FuncType) {
        self.list(ty.params(), |e, &ty| e.val_type(ty));
        self.list(ty.results(), |e, &ty| e.val_type(ty));
    }

    fn limits(&mut self, limits: Limits) {
        self.u64(limits.min);
        self.option(limits.max, Encoder::u64);
    }

    fn memory_type(&mut self, ty: MemoryType) {
        self.limits(ty.limits);
        self.u8(ty.memory64.into());
        self.u8(ty.page_size_log2);
        self.u8(ty.shared.into());
    }

    fn table_type(&mut self, ty: TableType) {
        self.ref_type(ty.element);
        self.limits(ty.limits);
        self.u8(ty.table64.into());
    }

    fn global_type(&mut self, ty: GlobalType) {
        self.val_type(ty.content);
        self.u8(ty.mutable.into());
    }

    fn import(&mut self, import: &Import) {
        self.str(&import.module);
        self.str(&import.name);
        match import.ty {
            ImportType::Func(ty) => {
                self.u8(0);
                self.u32(ty);
            }
            ImportType::Table(ty) => {
                self.u8(1);
                self.table_type(ty);
            }
            ImportType::Memory(ty) => {
                self.u8(2);
                self.memory_type(ty);
            }
            ImportType::Global(ty) => {
                self.u8(3);
                self.global_type(ty);
            }
            ImportType::Tag(ty) => {
                self.u8(4);
                self.u32(ty);
            }
        }
    }

    fn export(&mut self, export: &Export) {
        self.str(&export.name);
        self.u8(match export.kind {
            ExportKind::Func => 0,
            ExportKind::Table => 1,
            ExportKind::Memory => 2,
            ExportKind::Global => 3,
            ExportKind::Tag => 4,
        });
        self.u32(export.index);
    }

    fn const_expr(&mut self, expr: &ConstExpr) {
        self.list(expr.ops(), |e, &op| e.const_op(op));
    }

    fn const_op(&mut self, op: ConstOp) {
        let mut operator = |number: u8| self.u8(number);
        match op {
            ConstOp::I32Const(value) => {
                operator(0);
                self.u32(value as u32);
            }
            ConstOp::I64Const(value) => {
                operator(1);
                self.u64(value as u64);
            }
            ConstOp::F32Const(bits) => {
                operator(2);
                self.u32(bits);
            }
            ConstOp::F64Const(bits) => {
                operator(3);
                self.u64(bits);
            }
            ConstOp::V128Const(bytes) => {
                operator(4);
                self.bytes.extend_from_slice(&bytes);
            }
            ConstOp::GlobalGet(index) => {
                operator(5);
                self.u32(index);
            }
            ConstOp::RefNull(ty) => {
                operator(6);
                self.ref_type(ty);
            }
            ConstOp::RefFunc(index) => {
                operator(7);
                self.u32(index);
            }
            ConstOp::I32Add => operator(8),
            ConstOp::I32Sub => operator(9),
            ConstOp::I32Mul => operator(10),
            ConstOp::I64Add => operator(11),
            ConstOp::I64Sub => operator(12),
            ConstOp::I64Mul => operator(13),
        }
    }

    fn segment_mode(&mut self, mode: &SegmentMode) {
        match mode {
            SegmentMode::Active { index, offset } => {
                self.u8(0);
                self.u32(*index);
                self.const_expr(offset);
            }
            SegmentMode::Passive => self.u8(1),
            SegmentMode::Declared => self.u8(2),
        }
    }

    fn element<'a>(&mut self, element: &ElementSegment, functions: &mut impl Iterator<Item = &'a Range<usize>>) {
        self.segment_mode(&element.mode);
        self.ref_type(element.ty);
        match &element.items {
            ElementItems::Functions(_) => {
                self.u8(1);
                self.place(functions.next().expect("every list of functions was given a place"));
            }
            ElementItems::Expressions(expressions) => {
                self.u8(0);
                self.list(expressions, Encoder::const_expr);
            }
        }
    }

    fn data(&mut self, data: &DataSegments, places: &Places) {
        match data {
            DataSegments::Plain(_) | DataSegments::Image(_) => {
                self.u8(if places.is_image { 2 } else { 0 });
                self.place(&places.data);
            }
            DataSegments::General(segments) => {
                self.u8(1);
                self.u32(segments.len() as u32);
                for (segment, place) in segments.iter().zip(&places.segments) {
                    self.segment_mode(&segment.mode);
                    self.place(place);
                }
            }
        }
    }
}
