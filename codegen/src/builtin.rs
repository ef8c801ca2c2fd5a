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
    /// `memory.atomic.notify`: memory and offset (see [`AtomicPlace`]), address, the greatest number of threads to wake; the number of those
    /// that were woken.
    AtomicNotify(I64, I64, I32) -> I32;
    /// `memory.atomic.wait32`: memory and offset, address, expected number, timeout in nanoseconds or a negative number; 0 if the thread
    /// was woken, 1 if it did not wait, 2 where the time has passed.
    AtomicWait32(I64, I64, I32, I64) -> I32;
    /// `memory.atomic.wait64`: the same.
    AtomicWait64(I64, I64, I64, I64) -> I32;
}

/// Which memory a builtin accesses, and what it adds to the address, in one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AtomicPlace {
    /// The index of the memory.
    pub memory: u32,
    /// The offset, at most [`AtomicPlace::MOST`].
    pub offset: u64,
}

impl AtomicPlace {
    /// No memory is as large: what has a larger offset is out of bounds just as well.
    pub const MOST: u64 = (1 << 48) - 8;
    /// As many bits tell the memory; a module may have no more than a hundred.
    const MEMORY_BITS: u32 = 16;

    /// As a number.
    pub const fn to_bits(self) -> u64 {
        let offset = if self.offset > AtomicPlace::MOST { AtomicPlace::MOST | self.offset & 7 } else { self.offset };
        offset << AtomicPlace::MEMORY_BITS | self.memory as u64
    }

    /// From the number.
    pub const fn from_bits(bits: u64) -> AtomicPlace {
        let memory = bits & ((1 << AtomicPlace::MEMORY_BITS) - 1);
        AtomicPlace { memory: memory as u32, offset: bits >> AtomicPlace::MEMORY_BITS }
    }
}

#[cfg(test)]
mod tests {
    use super::AtomicPlace;

    #[test]
    fn places_of_atomic_operators_are_told_in_one_number() {
        for (memory, offset) in [(0, 0), (99, 7), (1, u32::MAX.into()), (5, AtomicPlace::MOST)] {
            let place = AtomicPlace { memory, offset };
            assert_eq!(AtomicPlace::from_bits(place.to_bits()), place);
        }
        let beyond = AtomicPlace { memory: 3, offset: u64::MAX - 2 }.to_bits();
        assert_eq!(AtomicPlace::from_bits(beyond), AtomicPlace { memory: 3, offset: AtomicPlace::MOST + 5 });
    }
}
