//! Stubs: where a function can be called before it is compiled.
//!
//! The stub of a function jumps to the address in its slot, a word of ordinary memory. At first that is the stub's own
//! second half, which jumps to whatever is to compile the function and changes the slot. So code itself never changes.

use alloc::vec::Vec;

use super::control::BTI_C;

/// Both halves: loads a distance from the end of the stub, loads what is that far from the stub, and jumps there. The
/// resolver finds the address of the stub in `x17`.
const CODE: [u32; 8] = [
    0x9800_0110, // ldrsw x16, +32
    0x10ff_fff1, // adr x17, -4
    0xf870_6a30, // ldr x16, [x17, x16]
    0xd61f_0200, // br x16
    0x10ff_ff91, // adr x17, -16
    0x9800_0090, // ldrsw x16, +16
    0xf870_6a30, // ldr x16, [x17, x16]
    0xd61f_0200, // br x16
];

/// The same with a landing pad for each half.
const PROTECTED: [u32; 10] = [
    BTI_C,
    0x9800_0130, // ldrsw x16, +36
    0x10ff_ffd1, // adr x17, -8
    0xf870_6a30, // ldr x16, [x17, x16]
    0xd61f_0200, // br x16
    BTI_C,
    0x10ff_ff51, // adr x17, -24
    0x9800_0090, // ldrsw x16, +16
    0xf870_6a30, // ldr x16, [x17, x16]
    0xd61f_0200, // br x16
];

/// The layout of the stubs of a module.
#[derive(Clone, Copy, Debug)]
pub struct Stubs {
    /// Size of a stub in bytes. Stubs follow one another.
    pub size: u32,
    /// The offset in a stub that its slot initially points to.
    pub unresolved: u32,
    code: &'static [u32],
}

impl Stubs {
    /// The stubs of code with [`Assembly::branch_protection`](windlass_masm::Assembly::branch_protection), or without: both halves
    /// of a stub are reached by indirect branches.
    pub const fn new(branch_protection: bool) -> Stubs {
        match branch_protection {
            false => Stubs { size: 40, unresolved: 16, code: &CODE },
            true => Stubs { size: 48, unresolved: 20, code: &PROTECTED },
        }
    }

    /// Appends a stub to `code`. `slot` is the distance from the stub to its slot, `resolver` that to the word with the address of
    /// `windlass_resolve`.
    pub fn append(self, code: &mut Vec<u8>, slot: i32, resolver: i32) {
        let words = self.code.iter().copied().chain([slot as u32, resolver as u32]);
        code.extend(words.flat_map(u32::to_le_bytes));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stub_ends_with_its_distances() {
        for (branch_protection, adr) in [(false, 0x10ff_ff91u32), (true, BTI_C)] {
            let stubs = Stubs::new(branch_protection);
            let mut stub = Vec::new();
            stubs.append(&mut stub, -0x100, 0x20);
            assert_eq!(stub.len(), stubs.size as usize);
            assert_eq!(stub[stubs.unresolved as usize..][..4], adr.to_le_bytes());
            let [.., a, b, c, d, e, f, g, h] = stub[..] else { unreachable!() };
            assert_eq!([a, b, c, d], (-0x100i32).to_le_bytes());
            assert_eq!([e, f, g, h], 0x20i32.to_le_bytes());
        }
    }
}
