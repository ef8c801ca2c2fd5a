//! Copies of bytes that other threads may write meanwhile, as those of a shared memory.
//!
//! In Rust, an access that races with another one must be atomic. Those here are instructions that the compiler does not look into: each
//! reads or writes some bytes at some time, as the specification says of what is not atomic.

use core::ops::Range;

use crate::machine::{read_byte, read_word, write_byte, write_word};

const WORD: usize = size_of::<u64>();

/// Copies bytes to where only this thread has them.
///
/// # Safety
/// As many bytes as `to` has must be readable at `from`. Other threads may write them.
pub(crate) unsafe fn copy_out(from: *const u8, to: &mut [u8]) {
    let mut words = to.chunks_exact_mut(WORD);
    let mut at = from;
    // SAFETY: guaranteed by the caller.
    unsafe {
        for word in &mut words {
            word.copy_from_slice(&read_word(at).to_ne_bytes());
            at = at.add(WORD);
        }
        for byte in words.into_remainder() {
            *byte = read_byte(at);
            at = at.add(1);
        }
    }
}

/// Copies bytes that only this thread has.
///
/// # Safety
/// As many bytes as `from` has must be writable at `to`. Other threads may read and write them.
pub(crate) unsafe fn copy_in(from: &[u8], to: *mut u8) {
    let (words, rest) = from.as_chunks::<WORD>();
    let mut at = to;
    // SAFETY: guaranteed by the caller.
    unsafe {
        for word in words {
            write_word(at, u64::from_ne_bytes(*word));
            at = at.add(WORD);
        }
        for &byte in rest {
            write_byte(at, byte);
            at = at.add(1);
        }
    }
}

/// Fills bytes.
///
/// # Safety
/// `len` bytes must be writable at `to`. Other threads may read and write them.
pub(crate) unsafe fn fill(to: *mut u8, len: usize, byte: u8) {
    let words = len / WORD;
    // SAFETY: guaranteed by the caller.
    unsafe {
        for i in 0..words {
            write_word(to.add(i * WORD), u64::from_ne_bytes([byte; WORD]));
        }
        for i in words * WORD..len {
            write_byte(to.add(i), byte);
        }
    }
}

/// Copies bytes that may overlap with where they go, as if all of them were read first.
///
/// # Safety
/// `len` bytes must be readable at `from` and writable at `to`. Other threads may read and write both.
pub(crate) unsafe fn move_bytes(from: *const u8, to: *mut u8, len: usize) {
    let whole = len / WORD * WORD;
    // SAFETY: guaranteed by the caller.
    unsafe {
        let word = |at: usize| write_word(to.add(at), read_word(from.add(at)));
        let byte = |at: usize| write_byte(to.add(at), read_byte(from.add(at)));
        // What is written first must not be what is read later.
        if to.addr().wrapping_sub(from.addr()) >= len {
            (0..whole).step_by(WORD).for_each(word);
            (whole..len).for_each(byte);
        } else {
            let Range { start, end } = len - whole..len;
            (start..end).rev().step_by(WORD).for_each(|last| word(last + 1 - WORD));
            (0..start).rev().for_each(byte);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec::Vec;

    #[test]
    fn bytes_are_copied_and_filled() {
        for len in 0..40 {
            let from: Vec<u8> = (0..len).collect();
            let mut to = [0xffu8; 50];
            // SAFETY: both are as long.
            unsafe { copy_in(&from, to.as_mut_ptr().add(3)) };
            assert!(to[..3].iter().chain(&to[3 + from.len()..]).all(|&byte| byte == 0xff));
            let mut back = alloc::vec![0; from.len()];
            // SAFETY: as above.
            unsafe { copy_out(to.as_ptr().add(3), &mut back) };
            assert_eq!(back, from);
            // SAFETY: as above.
            unsafe { fill(to.as_mut_ptr().add(5), len.into(), 7) };
            assert!(to[5..5 + from.len()].iter().all(|&byte| byte == 7) && to[5 + from.len()] != 7);
        }
    }

    #[test]
    fn moved_bytes_may_overlap() {
        for len in 0..40 {
            for to in 0..20 {
                let mut bytes: Vec<u8> = (0..80).collect();
                let mut expected = bytes.clone();
                expected.copy_within(10..10 + len, to);
                let base = bytes.as_mut_ptr();
                // SAFETY: both are within the bytes.
                unsafe { move_bytes(base.add(10), base.add(to), len) };
                assert_eq!(bytes, expected, "{len} bytes to {to}");
            }
        }
    }
}
