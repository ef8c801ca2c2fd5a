//! Stubs: where a function can be called before it is compiled.
//!
//! The stub of a function jumps to the address in its slot, a word of ordinary memory. At first that is the stub's own
//! second half, which calls whatever is to compile the function and changes the slot. So code itself never changes.

use alloc::vec::Vec;

use super::control::ENDBR64;

/// `jmp [rip + distance]` and `call [rip + distance]`, both of six bytes.
const JMP: [u8; 2] = [0xff, 0x25];
const CALL: [u8; 2] = [0xff, 0x15];
const LEN: usize = 6;
const INT3: u8 = 0xcc;

/// The layout of the stubs of a module.
#[derive(Clone, Copy, Debug)]
pub struct Stubs {
    /// Size of a stub in bytes. Stubs follow one another.
    pub size: u32,
    /// The offset in a stub that its slot initially points to.
    pub unresolved: u32,
    branch_protection: bool,
}

impl Stubs {
    /// The stubs of code with [`Assembly::branch_protection`](windlass_masm::Assembly::branch_protection), or without: both halves
    /// of a stub are reached by indirect branches.
    pub const fn new(branch_protection: bool) -> Stubs {
        match branch_protection {
            false => Stubs { size: 16, unresolved: LEN as u32, branch_protection },
            true => Stubs { size: 24, unresolved: (ENDBR64.len() + LEN) as u32, branch_protection },
        }
    }

    /// Appends a stub to `code`. `slot` is the distance from the stub to its slot, `resolver` that to the word with the address of
    /// `windlass_resolve`.
    pub fn append(self, code: &mut Vec<u8>, slot: i32, resolver: i32) {
        let start = code.len();
        for (opcode, distance) in [(JMP, slot), (CALL, resolver)] {
            if self.branch_protection {
                code.extend(ENDBR64);
            }
            let end = code.len() + LEN - start;
            code.extend(opcode);
            code.extend((distance - end as i32).to_le_bytes());
        }
        code.resize(start + self.size as usize, INT3);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stub_reaches_its_slot_and_the_resolver() {
        let mut stub = Vec::new();
        Stubs::new(false).append(&mut stub, -0x100, 0x20);
        assert_eq!(stub[..6], [0xff, 0x25, 0xfa, 0xfe, 0xff, 0xff]);
        assert_eq!(stub[6..], [0xff, 0x15, 0x14, 0, 0, 0, INT3, INT3, INT3, INT3]);
    }

    #[test]
    fn a_protected_stub_has_two_landing_pads() {
        let mut stub = alloc::vec![0; 24];
        Stubs::new(true).append(&mut stub, -0x100, 0x20);
        assert_eq!(stub[24..34], [0xf3, 0x0f, 0x1e, 0xfa, 0xff, 0x25, 0xf6, 0xfe, 0xff, 0xff]);
        assert_eq!(stub[34..], [0xf3, 0x0f, 0x1e, 0xfa, 0xff, 0x15, 0x0c, 0, 0, 0, INT3, INT3, INT3, INT3]);
    }
}
