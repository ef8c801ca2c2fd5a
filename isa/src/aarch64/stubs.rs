//! Stubs: where a function can be called before it is compiled.
//!
//! The stub of a function jumps to the address in its slot, a word of ordinary memory. At first that is the stub's own
//! second half, which jumps to whatever is to compile the function and changes the slot. So code itself never changes.

/// Size of a stub in bytes. Stubs follow one another.
pub const STUB_SIZE: u32 = 40;

/// How far into a stub its slot points at first.
pub const UNRESOLVED: u32 = 16;

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

/// A stub. `slot` is the distance from the stub to its slot, `resolver` that to the word with the address of
/// `windlass_resolve`.
pub fn stub(slot: i32, resolver: i32) -> [u8; STUB_SIZE as usize] {
    let mut stub = [0; STUB_SIZE as usize];
    let words = CODE.into_iter().chain([slot as u32, resolver as u32]);
    for (bytes, word) in stub.chunks_exact_mut(4).zip(words) {
        bytes.copy_from_slice(&word.to_le_bytes());
    }
    stub
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stub_ends_with_its_distances() {
        let stub = stub(-0x100, 0x20);
        assert_eq!(stub[UNRESOLVED as usize..][..4], 0x10ff_ff91u32.to_le_bytes());
        assert_eq!(stub[32..36], (-0x100i32).to_le_bytes());
        assert_eq!(stub[36..], 0x20i32.to_le_bytes());
    }
}
