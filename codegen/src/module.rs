//! The structure of a module: everything but its code.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use crate::names::FunctionNames;
use crate::table::{Plain, Table};
use crate::types::{FuncType, GlobalType, MemoryType, RefType, TableType};

/// The declarations of a module, by index space. In each, imports come first, as in the specification.
#[derive(Debug, Default)]
pub struct ModuleInfo {
    /// The name in the name section, if any.
    pub name: Option<String>,
    /// Function types, by type index.
    pub types: Vec<FuncType>,
    /// Imports, in order.
    pub imports: Vec<Import>,
    /// The type index of each function.
    pub functions: Table<u32>,
    /// The number of imported functions.
    pub imported_functions: u32,
    /// Table types.
    pub tables: Vec<TableType>,
    /// The number of imported tables.
    pub imported_tables: u32,
    /// The initial values of the elements of tables that are not imported, by table index, where they are not null.
    pub table_inits: Vec<(u32, ConstExpr)>,
    /// Memory types.
    pub memories: Vec<MemoryType>,
    /// The number of imported memories.
    pub imported_memories: u32,
    /// Global types.
    pub globals: Vec<GlobalType>,
    /// The number of imported globals.
    pub imported_globals: u32,
    /// The type index of each tag: what its exceptions carry are the parameters.
    pub tags: Vec<u32>,
    /// The number of imported tags.
    pub imported_tags: u32,
    /// Initial values of globals that are not imported.
    pub global_inits: Vec<ConstExpr>,
    /// Exports, in order.
    pub exports: Vec<Export>,
    /// The start function.
    pub start: Option<u32>,
    /// Element segments.
    pub elements: Vec<ElementSegment>,
    /// Data segments.
    pub data: DataSegments,
    /// Functions that may be referenced, ascending: exported, in an element segment, in a `ref.func`, or the start
    /// function. Each has a `VMFuncRef` in the context.
    pub escaping: Table<u32>,
    /// Names from the name section.
    pub function_names: FunctionNames,
}

impl ModuleInfo {
    /// The type of function `index`.
    ///
    /// # Panics
    /// Panics if there is no such function.
    pub fn func_type(&self, index: u32) -> &FuncType {
        self.get_func_type(index).expect("a function of the module")
    }

    /// The type of function `index`, if it exists.
    pub fn get_func_type(&self, index: u32) -> Option<&FuncType> {
        self.types.get(*self.functions.get(index as usize)? as usize)
    }

    /// The type of tag `index`: its parameters are what exceptions carry.
    ///
    /// # Panics
    /// Panics if there is no such tag.
    pub fn tag_type(&self, index: u32) -> &FuncType {
        &self.types[self.tags[index as usize] as usize]
    }
}

/// An import.
#[derive(Clone, Debug)]
pub struct Import {
    /// The module name.
    pub module: String,
    /// The name within that module.
    pub name: String,
    /// The required type.
    pub ty: ImportType,
}

/// The type of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportType {
    /// A function, with this type index.
    Func(u32),
    /// A table.
    Table(TableType),
    /// A memory.
    Memory(MemoryType),
    /// A global.
    Global(GlobalType),
    /// A tag, with the type index of the function type whose parameters its exceptions carry.
    Tag(u32),
}

/// An export.
#[derive(Clone, Debug)]
pub struct Export {
    /// Its name.
    pub name: String,
    /// Its index space.
    pub kind: ExportKind,
    /// Its index in that space.
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
    /// Tags.
    Tag,
}

/// A constant expression: operators of a stack machine, in order.
#[derive(Clone, Debug)]
pub enum ConstExpr {
    /// Nearly all expressions have one operator.
    One(ConstOp),
    /// Several operators, or none.
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
        /// The offset in elements or bytes.
        offset: ConstExpr,
    },
    /// By an operator.
    Passive,
    /// Never: an element segment that only declares functions as referenced.
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
    /// References to these functions; [`ElementItems::NULL`] is null, of any type.
    Functions(Table<u32>),
    /// One constant expression per element; some are neither `ref.func` nor `ref.null`.
    Expressions(Vec<ConstExpr>),
}

impl ElementItems {
    /// Represents null: no function has this index.
    pub const NULL: u32 = u32::MAX;

    /// The number of elements.
    pub fn len(&self) -> usize {
        match self {
            ElementItems::Functions(f) => f.len(),
            ElementItems::Expressions(e) => e.len(),
        }
    }

    /// Whether there are no elements.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The data segments of a module.
#[derive(Clone, Debug)]
pub enum DataSegments {
    /// All segments are active, in the first memory, at a constant offset. This applies to nearly all modules, some
    /// with a hundred thousand segments.
    Plain(Table<PlainSegment>),
    /// All other modules.
    General(Vec<DataSegment>),
    /// All segments are plain, and the resulting memory image is in the module's file.
    Image(MemoryImage),
}

impl Default for DataSegments {
    fn default() -> DataSegments {
        DataSegments::Plain(Table::default())
    }
}

impl DataSegments {
    /// The bytes of segment `index` in the module, if they can be copied after instantiation. `None` for an active
    /// segment.
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

/// An active data segment of the first memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub struct PlainSegment {
    /// Offset in the memory.
    pub offset: u32,
    /// Offset in the module.
    pub start: u32,
    /// Length in bytes.
    pub len: u32,
}

// SAFETY: three integers.
unsafe impl Plain for PlainSegment {}

impl PlainSegment {
    /// The segment's bytes in the module.
    pub fn bytes(&self) -> Range<usize> {
        self.start as usize..self.start as usize + self.len as usize
    }
}

/// The content of the first memory after its segments were copied, page by page.
#[derive(Clone, Debug)]
pub struct MemoryImage {
    /// The pages that are not all zero.
    pub runs: Table<ImageRun>,
}

/// Consecutive pages of a memory, within its minimum size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub struct ImageRun {
    /// Offset in the memory, a multiple of [`ImageRun::PAGE`].
    pub offset: u32,
    /// Length in bytes, also a multiple.
    pub len: u32,
    /// Offset in the file, also a multiple.
    pub start: u32,
}

// SAFETY: three integers.
unsafe impl Plain for ImageRun {}

impl ImageRun {
    /// The page size of images in bytes.
    pub const PAGE: u32 = 4 << 10;
}

/// A data segment.
#[derive(Clone, Debug)]
pub struct DataSegment {
    /// When it is copied.
    pub mode: SegmentMode,
    /// The segment's bytes in the module.
    pub bytes: Range<usize>,
}
