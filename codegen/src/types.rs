//! The types of the WebAssembly specification, as the artifact and the embedding API use them.

use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;

/// A value type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValType {
    /// 32-bit integer.
    I32,
    /// 64-bit integer.
    I64,
    /// 32-bit floating-point number.
    F32,
    /// 64-bit floating-point number.
    F64,
    /// 128-bit vector.
    V128,
    /// A reference.
    Ref(RefType),
}

impl ValType {
    /// Nullable function references.
    pub const FUNCREF: ValType = ValType::Ref(RefType::FUNCREF);
    /// Nullable external references.
    pub const EXTERNREF: ValType = ValType::Ref(RefType::EXTERNREF);
    /// Nullable references to exceptions.
    pub const EXNREF: ValType = ValType::Ref(RefType::EXNREF);

    /// Whether values are passed in integer registers.
    pub fn is_int(self) -> bool {
        matches!(self, ValType::I32 | ValType::I64 | ValType::Ref(_))
    }
}

/// A reference type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RefType {
    /// Whether null is a value of the type.
    pub nullable: bool,
    /// The type of the referenced value.
    pub heap_type: HeapType,
}

impl RefType {
    /// Nullable function references.
    pub const FUNCREF: RefType = RefType { nullable: true, heap_type: HeapType::Func };
    /// Nullable external references.
    pub const EXTERNREF: RefType = RefType { nullable: true, heap_type: HeapType::Extern };
    /// Nullable references to exceptions.
    pub const EXNREF: RefType = RefType { nullable: true, heap_type: HeapType::Exn };
}

/// A heap type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum HeapType {
    /// Any function.
    Func,
    /// Any host value.
    Extern,
    /// Any exception.
    Exn,
    /// No exception: the only value of a nullable reference is null.
    NoExn,
}

/// A function type.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FuncType {
    types: Box<[ValType]>,
    params: u32,
}

impl FuncType {
    /// A type with these parameters and results.
    pub fn new(params: impl IntoIterator<Item = ValType>, results: impl IntoIterator<Item = ValType>) -> FuncType {
        let mut types: Vec<ValType> = params.into_iter().collect();
        let params = types.len() as u32;
        types.extend(results);
        FuncType { types: types.into(), params }
    }

    /// The types of the parameters.
    pub fn params(&self) -> &[ValType] {
        &self.types[..self.params as usize]
    }

    /// The types of the results.
    pub fn results(&self) -> &[ValType] {
        &self.types[self.params as usize..]
    }
}

/// The limits of a memory, in pages, or of a table, in elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Limits {
    /// The initial size.
    pub min: u64,
    /// The maximum size.
    pub max: Option<u64>,
}

/// The type of a memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct MemoryType {
    /// Its limits in pages.
    pub limits: Limits,
    /// Whether its addresses have 64 bits.
    pub memory64: bool,
    /// The binary logarithm of the size of its pages in bytes: 16, or 0 with custom page sizes.
    pub page_size_log2: u8,
}

impl MemoryType {
    /// The binary logarithm of the size of pages, unless a memory has pages of its own.
    pub const PAGE_SIZE_LOG2: u8 = 16;

    /// A memory with 32-bit addresses of at least `min` and at most `max` pages of 64 KiB.
    pub const fn new(min: u64, max: Option<u64>) -> MemoryType {
        MemoryType { limits: Limits { min, max }, memory64: false, page_size_log2: MemoryType::PAGE_SIZE_LOG2 }
    }

    /// The same with 64-bit addresses.
    pub const fn new64(min: u64, max: Option<u64>) -> MemoryType {
        MemoryType { memory64: true, ..MemoryType::new(min, max) }
    }

    /// Whether addresses have 64 bits.
    pub const fn is_64(&self) -> bool {
        self.memory64
    }

    /// The size of its pages in bytes.
    pub const fn page_size(&self) -> u64 {
        1 << self.page_size_log2
    }

    /// The type of its addresses.
    pub const fn index(&self) -> ValType {
        if self.memory64 { ValType::I64 } else { ValType::I32 }
    }

    /// Whether code may leave it to guard pages to find accesses out of bounds: they are as large as pages of the machine at least.
    pub const fn may_be_guarded(&self) -> bool {
        self.page_size_log2 == MemoryType::PAGE_SIZE_LOG2
    }

    /// Its least size in bytes.
    pub const fn min_bytes(&self) -> u64 {
        self.limits.min.saturating_mul(self.page_size())
    }
}

/// The type of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TableType {
    /// The type of its elements.
    pub element: RefType,
    /// Its limits in elements.
    pub limits: Limits,
    /// Whether its indices have 64 bits.
    pub table64: bool,
}

impl TableType {
    /// A table with 32-bit indices of at least `min` and at most `max` elements.
    pub const fn new(element: RefType, min: u64, max: Option<u64>) -> TableType {
        TableType { element, limits: Limits { min, max }, table64: false }
    }

    /// The same with 64-bit indices.
    pub const fn new64(element: RefType, min: u64, max: Option<u64>) -> TableType {
        TableType { table64: true, ..TableType::new(element, min, max) }
    }

    /// Whether indices have 64 bits.
    pub const fn is_64(&self) -> bool {
        self.table64
    }

    /// The type of its indices.
    pub const fn index(&self) -> ValType {
        if self.table64 { ValType::I64 } else { ValType::I32 }
    }
}

/// The type of a global.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GlobalType {
    /// The type of its value.
    pub content: ValType,
    /// Whether it is mutable.
    pub mutable: bool,
}

impl fmt::Display for ValType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ValType::I32 => f.write_str("i32"),
            ValType::I64 => f.write_str("i64"),
            ValType::F32 => f.write_str("f32"),
            ValType::F64 => f.write_str("f64"),
            ValType::V128 => f.write_str("v128"),
            ValType::Ref(r) => r.fmt(f),
        }
    }
}

impl fmt::Display for RefType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let heap = match self.heap_type {
            HeapType::Func => "func",
            HeapType::Extern => "extern",
            HeapType::Exn => "exn",
            HeapType::NoExn if self.nullable => "nullexn",
            HeapType::NoExn => "noexn",
        };
        if self.nullable { write!(f, "{heap}ref") } else { write!(f, "(ref {heap})") }
    }
}

impl fmt::Display for FuncType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |f: &mut fmt::Formatter<'_>, types: &[ValType]| {
            f.write_str("(")?;
            for (i, ty) in types.iter().enumerate() {
                if i > 0 {
                    f.write_str(", ")?;
                }
                ty.fmt(f)?;
            }
            f.write_str(")")
        };
        list(f, self.params())?;
        f.write_str(" -> ")?;
        list(f, self.results())
    }
}
