//! The structure of a module: everything but its code.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use crate::names::FunctionNames;
use crate::table::{Plain, Table};
use crate::types::{FuncType, GlobalType, MemoryType, RefType, TableType};

/// What a module declares, index space by index space; imports come first in each, as in the specification.
#[derive(Debug, Default)]
pub struct ModuleInfo {
    /// The name in the name section, if any.
    pub name: Option<String>,
    /// Function types, by type index.
    pub types: Vec<FuncType>,
    /// Imports, in order.
    pub imports: Vec<Import>,
    /// Type index of every function.
    pub functions: Table<u32>,
    /// How many of `functions` are imported.
    pub imported_functions: u32,
    /// Every table.
    pub tables: Vec<TableType>,
    /// How many of `tables` are imported.
    pub imported_tables: u32,
    /// Every memory.
    pub memories: Vec<MemoryType>,
    /// How many of `memories` are imported.
    pub imported_memories: u32,
    /// Every global.
    pub globals: Vec<GlobalType>,
    /// How many of `globals` are imported.
    pub imported_globals: u32,
    /// Initial values of the globals that are not imported.
    pub global_inits: Vec<ConstExpr>,
    /// Exports, in order.
    pub exports: Vec<Export>,
    /// The start function.
    pub start: Option<u32>,
    /// Element segments.
    pub elements: Vec<ElementSegment>,
    /// Data segments.
    pub data: DataSegments,
    /// Functions whose reference may be taken, ascending: exported, in an element segment, in a `ref.func` or the
    /// start function. Each has a `VMFuncRef` in the context.
    pub escaping: Table<u32>,
    /// Names from the name section.
    pub function_names: FunctionNames,
}

impl ModuleInfo {
    /// The type of function `index`.
    ///
    /// # Panics
    /// Where the module has no such function.
    pub fn func_type(&self, index: u32) -> &FuncType {
        self.get_func_type(index).expect("a function of the module")
    }

    /// The type of function `index`, if there is such a function.
    pub fn get_func_type(&self, index: u32) -> Option<&FuncType> {
        self.types.get(*self.functions.get(index as usize)? as usize)
    }
}

/// An import.
#[derive(Clone, Debug)]
pub struct Import {
    /// Name of the module it is to come from.
    pub module: String,
    /// Name in that module.
    pub name: String,
    /// What it has to be.
    pub ty: ImportType,
}

/// What an import has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportType {
    /// A function of the type with this index.
    Func(u32),
    /// A table.
    Table(TableType),
    /// A memory.
    Memory(MemoryType),
    /// A global.
    Global(GlobalType),
}

/// An export.
#[derive(Clone, Debug)]
pub struct Export {
    /// Its name.
    pub name: String,
    /// The index space it is of.
    pub kind: ExportKind,
    /// The index in that space.
    pub index: u32,
}

/// The index space of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportKind {
    /// Functions.
    Func,
    /// Tables.
    Table,
    /// Memories.
    Memory,
    /// Globals.
    Global,
}

/// A constant expression: operators of a stack machine, in order.
#[derive(Clone, Debug)]
pub enum ConstExpr {
    /// Nearly every expression is one operator.
    One(ConstOp),
    /// More of them, or none.
    Many(Vec<ConstOp>),
}

impl ConstExpr {
    /// The operators.
    pub fn ops(&self) -> &[ConstOp] {
        match self {
            ConstExpr::One(op) => core::slice::from_ref(op),
            ConstExpr::Many(ops) => ops,
        }
    }
}

/// An operator of a constant expression.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum ConstOp {
    /// `i32.const`.
    I32Const(i32),
    /// `i64.const`.
    I64Const(i64),
    /// `f32.const`, as bits.
    F32Const(u32),
    /// `f64.const`, as bits.
    F64Const(u64),
    /// `v128.const`.
    V128Const([u8; 16]),
    /// `global.get`.
    GlobalGet(u32),
    /// `ref.null`.
    RefNull(RefType),
    /// `ref.func`.
    RefFunc(u32),
    /// `i32.add`.
    I32Add,
    /// `i32.sub`.
    I32Sub,
    /// `i32.mul`.
    I32Mul,
    /// `i64.add`.
    I64Add,
    /// `i64.sub`.
    I64Sub,
    /// `i64.mul`.
    I64Mul,
}

/// When a segment is copied to its table or memory.
#[derive(Clone, Debug)]
pub enum SegmentMode {
    /// At instantiation, to this table or memory at this offset.
    Active {
        /// Table or memory index.
        index: u32,
        /// First element or byte.
        offset: ConstExpr,
    },
    /// When an operator says so.
    Passive,
    /// Never: an element segment that only declares its functions as referable.
    Declared,
}

/// An element segment.
#[derive(Clone, Debug)]
pub struct ElementSegment {
    /// When it is copied.
    pub mode: SegmentMode,
    /// The type of its elements.
    pub ty: RefType,
    /// Its elements.
    pub items: ElementItems,
}

/// The elements of a segment.
#[derive(Clone, Debug)]
pub enum ElementItems {
    /// References to these functions; [`ElementItems::NULL`] stands for null, of whatever type.
    Functions(Table<u32>),
    /// One constant expression an element, some of them neither `ref.func` nor `ref.null`.
    Expressions(Vec<ConstExpr>),
}

impl ElementItems {
    /// Null among functions: no function has this index.
    pub const NULL: u32 = u32::MAX;

    /// How many elements there are.
    pub fn len(&self) -> usize {
        match self {
            ElementItems::Functions(f) => f.len(),
            ElementItems::Expressions(e) => e.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The data segments of a module.
#[derive(Clone, Debug)]
pub enum DataSegments {
    /// All are active, in the first memory, at a constant offset. Nearly every module is like that, some with a hundred
    /// thousand segments.
    Plain(Table<PlainSegment>),
    /// Any others.
    General(Vec<DataSegment>),
    /// All are plain, and what becomes of the memory is in the file of the module.
    Image(MemoryImage),
}

impl Default for DataSegments {
    fn default() -> DataSegments {
        DataSegments::Plain(Table::default())
    }
}

impl DataSegments {
    /// Where the bytes of segment `index` are that can be copied after instantiation. `None` where there are none,
    /// because it is active.
    pub fn passive(&self, index: u32) -> Option<Range<usize>> {
        match self {
            DataSegments::General(segments) => {
                let segment = segments.get(index as usize)?;
                matches!(segment.mode, SegmentMode::Passive).then(|| segment.bytes.clone())
            }
            DataSegments::Plain(_) | DataSegments::Image(_) => None,
        }
    }
}

/// A data segment that is copied to the first memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub struct PlainSegment {
    /// Where in the memory it goes.
    pub offset: u32,
    /// Where its bytes are in the module.
    pub start: u32,
    /// How many there are.
    pub len: u32,
}

// SAFETY: three integers.
unsafe impl Plain for PlainSegment {}

impl PlainSegment {
    /// Where its bytes are in the module.
    pub fn bytes(&self) -> Range<usize> {
        self.start as usize..self.start as usize + self.len as usize
    }
}

/// What the first memory of a module holds after its segments were copied, page by page.
#[derive(Clone, Debug)]
pub struct MemoryImage {
    /// The pages that are not all zeroes.
    pub runs: Table<ImageRun>,
}

/// Consecutive pages of a memory, all of them within its least size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub struct ImageRun {
    /// Where they are in the memory, a multiple of [`ImageRun::PAGE`].
    pub offset: u32,
    /// How many bytes there are, a multiple as well.
    pub len: u32,
    /// Where they are in the file, a multiple as well.
    pub start: u32,
}

// SAFETY: three integers.
unsafe impl Plain for ImageRun {}

impl ImageRun {
    /// The size of the pages that an image consists of.
    pub const PAGE: u32 = 4 << 10;
}

/// A data segment.
#[derive(Clone, Debug)]
pub struct DataSegment {
    /// When it is copied.
    pub mode: SegmentMode,
    /// Where its bytes are in the module.
    pub bytes: Range<usize>,
}
