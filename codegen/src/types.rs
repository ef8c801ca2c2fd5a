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

    /// Whether it is a type of references.
    pub const fn is_ref(&self) -> bool {
        matches!(self, ValType::Ref(_))
    }

    /// The type of references that it is, if it is one.
    pub const fn as_ref(&self) -> Option<&RefType> {
        match self {
            ValType::Ref(ty) => Some(ty),
            _ => None,
        }
    }

    /// Whether every value of this type is also one of type `other`: it is the same, or a subtype.
    pub fn matches(&self, other: &ValType) -> bool {
        match (self, other) {
            (ValType::Ref(own), ValType::Ref(other)) => own.matches(other),
            (own, other) => own == other,
        }
    }

    /// Whether variables of this type have a value before one is assigned: zero or null.
    pub const fn is_defaultable(&self) -> bool {
        !matches!(self, ValType::Ref(RefType { nullable: false, .. }))
    }

    /// The function type that values refer to, if the type says which.
    pub const fn type_index(&self) -> Option<TypeIndex> {
        match self {
            ValType::Ref(RefType { heap_type: HeapType::ConcreteFunc(index), .. }) => Some(*index),
            _ => None,
        }
    }

    /// The type with another number for the function type that it refers to. `None` if `number` is.
    pub fn renumbered(self, number: impl FnOnce(TypeIndex) -> Option<TypeIndex>) -> Option<ValType> {
        match self {
            ValType::Ref(ty) => Some(ValType::Ref(ty.renumbered(number)?)),
            other => Some(other),
        }
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

    /// References to values of a heap type, and null if `nullable`.
    pub const fn new(nullable: bool, heap_type: HeapType) -> RefType {
        RefType { nullable, heap_type }
    }

    /// Whether null is a value of the type.
    pub const fn is_nullable(&self) -> bool {
        self.nullable
    }

    /// The type of the referenced value.
    pub const fn heap_type(&self) -> &HeapType {
        &self.heap_type
    }

    /// Whether every reference of this type is also one of type `other`.
    pub fn matches(&self, other: &RefType) -> bool {
        (other.nullable || !self.nullable) && self.heap_type.matches(&other.heap_type)
    }

    /// See [`ValType::renumbered`].
    pub fn renumbered(self, number: impl FnOnce(TypeIndex) -> Option<TypeIndex>) -> Option<RefType> {
        let heap_type = match self.heap_type {
            HeapType::ConcreteFunc(index) => HeapType::ConcreteFunc(number(index)?),
            other => other,
        };
        Some(RefType { heap_type, ..self })
    }
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
    /// A function of this type.
    ConcreteFunc(TypeIndex),
}

impl HeapType {
    /// Whether every value of this type is also one of type `other`.
    pub fn matches(&self, other: &HeapType) -> bool {
        self == other
            || matches!((self, other), (HeapType::ConcreteFunc(_), HeapType::Func) | (HeapType::NoExn, HeapType::Exn))
    }
}

/// A function type, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum TypeIndex {
    /// By its index in the module: in what a module declares.
    Module(u32),
    /// By the number that the engine has given it, for as long as it is in use: everywhere else.
    Engine(u32),
    /// The function type that refers to itself: in the registry of an engine.
    Itself,
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

    /// Whether functions of this type can be used where those of type `other` are expected.
    pub fn matches(&self, other: &FuncType) -> bool {
        self == other
    }

    /// The function types that it refers to by number, with repetitions.
    pub fn type_indices(&self) -> impl Iterator<Item = TypeIndex> + '_ {
        self.types.iter().filter_map(ValType::type_index)
    }

    /// The type with other numbers for those that it refers to. `None` if `number` is of one of them.
    pub fn renumbered(&self, mut number: impl FnMut(TypeIndex) -> Option<TypeIndex>) -> Option<FuncType> {
        let types = self.types.iter().map(|ty| ty.renumbered(&mut number)).collect::<Option<_>>()?;
        Some(FuncType { types, params: self.params })
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
    /// Whether several threads may use it at once.
    pub shared: bool,
}

impl MemoryType {
    /// The binary logarithm of the size of pages, unless a memory has pages of its own.
    pub const PAGE_SIZE_LOG2: u8 = 16;

    /// A memory with 32-bit addresses of at least `min` and at most `max` pages of 64 KiB.
    pub const fn new(min: u64, max: Option<u64>) -> MemoryType {
        let limits = Limits { min, max };
        MemoryType { limits, memory64: false, page_size_log2: MemoryType::PAGE_SIZE_LOG2, shared: false }
    }

    /// A memory with 32-bit addresses of at least `min` and at most `max` pages of 64 KiB, that several threads may use at once.
    pub const fn shared(min: u32, max: u32) -> MemoryType {
        MemoryType { shared: true, ..MemoryType::new(min as u64, Some(max as u64)) }
    }

    /// The same with 64-bit addresses.
    pub const fn new64(min: u64, max: Option<u64>) -> MemoryType {
        MemoryType { memory64: true, ..MemoryType::new(min, max) }
    }

    /// Its initial size in pages.
    pub const fn minimum(&self) -> u64 {
        self.limits.min
    }

    /// Its maximum size in pages.
    pub const fn maximum(&self) -> Option<u64> {
        self.limits.max
    }

    /// Whether addresses have 64 bits.
    pub const fn is_64(&self) -> bool {
        self.memory64
    }

    /// Whether several threads may use it at once.
    pub const fn is_shared(&self) -> bool {
        self.shared
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

    /// The type of its elements.
    pub const fn element(&self) -> &RefType {
        &self.element
    }

    /// Its initial size in elements.
    pub const fn minimum(&self) -> u64 {
        self.limits.min
    }

    /// Its maximum size in elements.
    pub const fn maximum(&self) -> Option<u64> {
        self.limits.max
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

/// Whether a global is mutable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mutability {
    /// It keeps its first value.
    Const,
    /// It may be set.
    Var,
}

impl GlobalType {
    /// A global that holds values of type `content`.
    pub const fn new(content: ValType, mutability: Mutability) -> GlobalType {
        GlobalType { content, mutable: matches!(mutability, Mutability::Var) }
    }

    /// The type of its value.
    pub const fn content(&self) -> &ValType {
        &self.content
    }

    /// Whether it is mutable.
    pub const fn mutability(&self) -> Mutability {
        if self.mutable { Mutability::Var } else { Mutability::Const }
    }
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
        let null = if self.nullable { "null " } else { "" };
        match (self.heap_type, self.nullable) {
            (HeapType::Func, true) => f.write_str("funcref"),
            (HeapType::Func, false) => f.write_str("(ref func)"),
            (HeapType::Extern, true) => f.write_str("externref"),
            (HeapType::Extern, false) => f.write_str("(ref extern)"),
            (HeapType::Exn, true) => f.write_str("exnref"),
            (HeapType::Exn, false) => f.write_str("(ref exn)"),
            (HeapType::NoExn, true) => f.write_str("nullexnref"),
            (HeapType::NoExn, false) => f.write_str("(ref noexn)"),
            (HeapType::ConcreteFunc(TypeIndex::Module(index)), _) => write!(f, "(ref {null}{index})"),
            (HeapType::ConcreteFunc(TypeIndex::Engine(number)), _) => write!(f, "(ref {null}#{number})"),
            (HeapType::ConcreteFunc(TypeIndex::Itself), _) => write!(f, "(ref {null}itself)"),
        }
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
