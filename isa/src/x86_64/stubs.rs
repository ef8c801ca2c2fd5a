//! Stubs: where a function can be called before it is compiled.
//!
//! The stub of a function jumps to the address in its slot, a word of ordinary memory. At first that is the stub's own
//! second half, which calls whatever is to compile the function and changes the slot. So code itself never changes.

/// Size of a stub in bytes. Stubs follow one another.
pub const STUB_SIZE: u32 = 16;

/// `jmp [rip + distance]` and `call [rip + distance]`, both of six bytes.
const JMP: [u8; 2] = [0xff, 0x25];
const CALL: [u8; 2] = [0xff, 0x15];
const LEN: i32 = 6;
const INT3: u8 = 0xcc;

/// How far into a stub its slot points at first.
pub const UNRESOLVED: u32 = LEN as u32;

/// A stub. `slot` is the distance from the stub to its slot, `resolver` that to the word with the address of
/// `windlass_resolve`.
pub fn stub(slot: i32, resolver: i32) -> [u8; STUB_SIZE as usize] {
    let mut stub = [INT3; STUB_SIZE as usize];
    let instructions = [(JMP, slot - LEN), (CALL, resolver - 2 * LEN)];
    for (bytes, (opcode, distance)) in stub.chunks_exact_mut(LEN as usize).zip(instructions) {
        bytes[..2].copy_from_slice(&opcode);
        bytes[2..].copy_from_slice(&distance.to_le_bytes());
    }
    stub
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stub_reaches_its_slot_and_the_resolver() {
        let stub = stub(-0x100, 0x20);
        assert_eq!(stub[..6], [0xff, 0x25, 0xfa, 0xfe, 0xff, 0xff]);
        assert_eq!(stub[6..12], [0xff, 0x15, 0x14, 0, 0, 0]);
    }
}
