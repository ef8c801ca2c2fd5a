//! Decodes the structure of a module: everything that becomes objects on the heap when the module is loaded.
//!
//! Numbers have a fixed size. Lists begin with their length. Lists with an item per function, element or data segment are
//! stored elsewhere in the file; the structure only has their location. `encode.rs` is the inverse.

use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::ops::Range;

use super::error::ObjectError;
use crate::module::{
    ConstExpr, ConstOp, DataSegment, DataSegments, ElementItems, ElementSegment, Export, ExportKind, Import,
    ImportType, MemoryImage, ModuleInfo, SegmentMode,
};
use crate::table::{FileBytes, Plain, Table};
use crate::types::{FuncType, GlobalType, HeapType, Limits, MemoryType, RefType, TableType, TypeIndex, ValType};

/// Decodes a structure. Any bytes give a value or an error.
pub(super) struct Decoder<'a> {
    rest: &'a [u8],
    file: &'a Arc<dyn FileBytes>,
}

type Result<T> = core::result::Result<T, ObjectError>;

fn damaged<T>(what: &'static str) -> Result<T> {
    Err(ObjectError::Damaged(what))
}

impl<'a> Decoder<'a> {
    /// A decoder for `structure`, a part of `file`.
    pub(super) fn new(structure: &'a [u8], file: &'a Arc<dyn FileBytes>) -> Decoder<'a> {
        Decoder { rest: structure, file }
    }

    fn bytes(&mut self, len: usize) -> Result<&'a [u8]> {
        let Some((bytes, rest)) = self.rest.split_at_checked(len) else { return damaged("its structure ends early") };
        self.rest = rest;
        Ok(bytes)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        let mut array = [0; N];
        array.copy_from_slice(self.bytes(N)?);
        Ok(array)
    }

    fn u8(&mut self) -> Result<u8> {
        self.array().map(|[byte]| byte)
    }

    fn bool(&mut self) -> Result<bool> {
        self.u8().map(|byte| byte != 0)
    }

    fn u32(&mut self) -> Result<u32> {
        self.array().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Result<u64> {
        self.array().map(u64::from_le_bytes)
    }

    fn str(&mut self) -> Result<&'a str> {
        let len = self.u32()? as usize;
        core::str::from_utf8(self.bytes(len)?).or(damaged("a name that is not UTF-8"))
    }

    fn option<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T>) -> Result<Option<T>> {
        Ok(if self.bool()? { Some(read(self)?) } else { None })
    }

    fn list<T>(&mut self, read: impl Fn(&mut Self) -> Result<T>) -> Result<Vec<T>> {
        let len = self.u32()? as usize;
        // Every item takes at least one byte, so a wrong length cannot allocate much memory.
        let mut items = Vec::with_capacity(len.min(self.rest.len() / size_of::<T>().max(1) + 1));
        for _ in 0..len {
            items.push(read(self)?);
        }
        Ok(items)
    }

    /// A part of the file.
    fn place(&mut self) -> Result<Range<usize>> {
        let (start, len) = (self.u32()? as usize, self.u32()? as usize);
        match self.file.bytes().get(start..start + len) {
            Some(_) => Ok(start..start + len),
            None => damaged("a part lies beyond its end"),
        }
    }

    fn table<T: Plain>(&mut self) -> Result<Table<T>> {
        let place = self.place()?;
        Table::mapped(self.file, place).ok_or(ObjectError::Damaged("a table that is not aligned"))
    }

    /// The module and its data segments, without the tables of functions.
    pub(super) fn module(&mut self) -> Result<ModuleInfo> {
        let name = self.option(|d| d.str().map(String::from))?;
        let types = self.list(Decoder::func_type)?;
        let imports = self.list(Decoder::import)?;
        let tables = self.list(Decoder::table_type)?;
        let memories = self.list(Decoder::memory_type)?;
        let globals = self.list(Decoder::global_type)?;
        let tags = self.list(Decoder::u32)?;
        let count = |is: fn(&ImportType) -> bool| imports.iter().filter(|import| is(&import.ty)).count() as u32;
        Ok(ModuleInfo {
            name,
            types,
            imported_functions: count(|ty| matches!(ty, ImportType::Func(_))),
            imported_tables: count(|ty| matches!(ty, ImportType::Table(_))),
            imported_memories: count(|ty| matches!(ty, ImportType::Memory(_))),
            imported_globals: count(|ty| matches!(ty, ImportType::Global(_))),
            imported_tags: count(|ty| matches!(ty, ImportType::Tag(_))),
            imports,
            tables,
            memories,
            globals,
            tags,
            global_inits: self.list(Decoder::const_expr)?,
            table_inits: self.list(|d| Ok((d.u32()?, d.const_expr()?)))?,
            exports: self.list(Decoder::export)?,
            start: self.option(Decoder::u32)?,
            elements: self.list(Decoder::element)?,
            data: self.data()?,
            ..ModuleInfo::default()
        })
    }

    /// Checks that everything was read.
    pub(super) fn finish(self) -> Result<()> {
        if self.rest.is_empty() { Ok(()) } else { damaged("its structure is too long") }
    }

    fn ref_type(&mut self) -> Result<RefType> {
        let nullable = self.bool()?;
        let heap_type = match self.u8()? {
            0 => HeapType::Func,
            1 => HeapType::Extern,
            2 => HeapType::ConcreteFunc(TypeIndex::Module(self.u32()?)),
            3 => HeapType::Exn,
            4 => HeapType::NoExn,
            _ => return damaged("an unknown reference type"),
        };
        Ok(RefType { nullable, heap_type })
    }

    fn val_type(&mut self) -> Result<ValType> {
        Ok(match self.u8()? {
            0 => ValType::I32,
            1 => ValType::I64,
            2 => ValType::F32,
            3 => ValType::F64,
            4 => ValType::V128,
            5 => ValType::Ref(self.ref_type()?),
            _ => return damaged("an unknown value type"),
        })
    }

    fn func_type(&mut self) -> Result<FuncType> {
        Ok(FuncType::new(self.list(Decoder::val_type)?, self.list(Decoder::val_type)?))
    }

    fn limits(&mut self) -> Result<Limits> {
        Ok(Limits { min: self.u64()?, max: self.option(Decoder::u64)? })
    }

    fn table_type(&mut self) -> Result<TableType> {
        Ok(TableType { element: self.ref_type()?, limits: self.limits()?, table64: self.bool()? })
    }

    fn memory_type(&mut self) -> Result<MemoryType> {
        let (limits, memory64, page_size_log2, shared) = (self.limits()?, self.bool()?, self.u8()?, self.bool()?);
        match (page_size_log2, limits.max, shared) {
            (0 | MemoryType::PAGE_SIZE_LOG2, Some(_), _) | (0 | MemoryType::PAGE_SIZE_LOG2, None, false) => {
                Ok(MemoryType { limits, memory64, page_size_log2, shared })
            }
            (0 | MemoryType::PAGE_SIZE_LOG2, None, true) => damaged("a shared memory without a maximum"),
            _ => damaged("an unknown page size"),
        }
    }

    fn global_type(&mut self) -> Result<GlobalType> {
        Ok(GlobalType { content: self.val_type()?, mutable: self.bool()? })
    }

    fn import(&mut self) -> Result<Import> {
        let (module, name) = (self.str()?.into(), self.str()?.into());
        let ty = match self.u8()? {
            0 => ImportType::Func(self.u32()?),
            1 => ImportType::Table(self.table_type()?),
            2 => ImportType::Memory(self.memory_type()?),
            3 => ImportType::Global(self.global_type()?),
            4 => ImportType::Tag(self.u32()?),
            _ => return damaged("an unknown kind of import"),
        };
        Ok(Import { module, name, ty })
    }

    fn export(&mut self) -> Result<Export> {
        let name = self.str()?.into();
        let kind = match self.u8()? {
            0 => ExportKind::Func,
            1 => ExportKind::Table,
            2 => ExportKind::Memory,
            3 => ExportKind::Global,
            4 => ExportKind::Tag,
            _ => return damaged("an unknown kind of export"),
        };
        Ok(Export { name, kind, index: self.u32()? })
    }

    fn const_expr(&mut self) -> Result<ConstExpr> {
        let ops = self.list(Decoder::const_op)?;
        Ok(if let [op] = *ops { ConstExpr::One(op) } else { ConstExpr::Many(ops) })
    }

    fn const_op(&mut self) -> Result<ConstOp> {
        Ok(match self.u8()? {
            0 => ConstOp::I32Const(self.u32()? as i32),
            1 => ConstOp::I64Const(self.u64()? as i64),
            2 => ConstOp::F32Const(self.u32()?),
            3 => ConstOp::F64Const(self.u64()?),
            4 => ConstOp::V128Const(self.array()?),
            5 => ConstOp::GlobalGet(self.u32()?),
            6 => ConstOp::RefNull(self.ref_type()?),
            7 => ConstOp::RefFunc(self.u32()?),
            8 => ConstOp::I32Add,
            9 => ConstOp::I32Sub,
            10 => ConstOp::I32Mul,
            11 => ConstOp::I64Add,
            12 => ConstOp::I64Sub,
            13 => ConstOp::I64Mul,
            _ => return damaged("an unknown constant expression"),
        })
    }

    fn segment_mode(&mut self) -> Result<SegmentMode> {
        Ok(match self.u8()? {
            0 => SegmentMode::Active { index: self.u32()?, offset: self.const_expr()? },
            1 => SegmentMode::Passive,
            2 => SegmentMode::Declared,
            _ => return damaged("an unknown segment kind"),
        })
    }

    fn element(&mut self) -> Result<ElementSegment> {
        let (mode, ty) = (self.segment_mode()?, self.ref_type()?);
        let items = match self.bool()? {
            true => ElementItems::Functions(self.table()?),
            false => ElementItems::Expressions(self.list(Decoder::const_expr)?),
        };
        Ok(ElementSegment { mode, ty, items })
    }

    fn data(&mut self) -> Result<DataSegments> {
        Ok(match self.u8()? {
            0 => DataSegments::Plain(self.table()?),
            1 => DataSegments::General(self.list(|d| Ok(DataSegment { mode: d.segment_mode()?, bytes: d.place()? }))?),
            2 => DataSegments::Image(MemoryImage { runs: self.table()? }),
            _ => return damaged("an unknown data kind"),
        })
    }
}
