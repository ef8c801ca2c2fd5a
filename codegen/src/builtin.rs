//! The operators that the runtime implements.

use crate::types::ValType;

macro_rules! builtins {
    ($($(#[$doc:meta])* $name:ident ($($param:ident),*) $(-> $result:ident)?;)*) => {
        /// An operator that the runtime implements.
        ///
        /// Generated code calls it like a function: the arguments are in `CallRegs::int` in order, the result, if any,
        /// goes to `int[0]`. The implementation reports a trap by its return value.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u32)]
        pub enum Builtin {
            $($(#[$doc])* $name,)*
        }

        impl Builtin {
            /// All builtins, in the order of their numbers.
            pub const ALL: &[Builtin] = &[$(Builtin::$name),*];

            /// The argument types. References are passed as 64-bit integers.
            pub fn params(self) -> &'static [ValType] {
                match self {
                    $(Builtin::$name => &[$(ValType::$param),*],)*
                }
            }

            /// The result type.
            pub fn result(self) -> Option<ValType> {
                match self {
                    $(Builtin::$name => None $(.or(Some(ValType::$result)))?,)*
                }
            }
        }
    };
}

builtins! {
    /// `memory.grow`: memory index, pages; the old size in pages, or -1.
    MemoryGrow(I32, I64) -> I64;
    /// `memory.copy`: destination memory and source memory (destination in the low half), destination, source, length.
    MemoryCopy(I64, I64, I64, I64);
    /// `memory.fill`: memory index, destination, value, length.
    MemoryFill(I32, I64, I32, I64);
    /// `memory.init`: memory index and segment (memory in the low half), destination, source, length.
    MemoryInit(I64, I64, I32, I32);
    /// `data.drop`: segment.
    DataDrop(I32);
    /// `table.grow`: table index, initial element, elements to add; the old size, or -1.
    TableGrow(I32, I64, I64) -> I64;
    /// `table.fill`: table index, destination, element, length.
    TableFill(I32, I64, I64, I64);
    /// `table.copy`: destination table and source table (destination in the low half), destination, source, length.
    TableCopy(I64, I64, I64, I64);
    /// `table.init`: table index and segment (table in the low half), destination, source, length.
    TableInit(I64, I64, I32, I32);
    /// `elem.drop`: segment.
    ElemDrop(I32);
    /// `throw`: tag, address of what the exception carries, in words of eight bytes. Does not return.
    Throw(I32, I64);
    /// `throw_ref`, `rethrow`: exception; traps where that is null. Does not return.
    ThrowRef(I64);
}
