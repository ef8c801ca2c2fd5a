//! Arguments and results of a call, in memory.

use core::mem::offset_of;

use windlass_masm::vm::{Assignment, CallRegs, Place};

use windlass_codegen::types::ValType;

/// The locations of a call's arguments or results: saved registers and stack words.
#[derive(Clone, Copy)]
pub(crate) struct CallValues {
    regs: *mut CallRegs,
    words: *mut u64,
}

impl CallValues {
    /// Values in `regs` and, starting at `words`, on the stack.
    ///
    /// `regs` need not be aligned.
    pub(crate) fn new(regs: *mut CallRegs, words: *mut u64) -> CallValues {
        CallValues { regs, words }
    }

    fn int(self, i: u8) -> *mut u64 {
        self.regs.cast::<u8>().wrapping_add(offset_of!(CallRegs, int)).cast::<u64>().wrapping_add(usize::from(i))
    }

    fn float(self, i: u8) -> *mut u128 {
        self.regs.cast::<u8>().wrapping_add(offset_of!(CallRegs, float)).cast::<u128>().wrapping_add(usize::from(i))
    }

    /// Reads the bits of the value of type `ty` at `place`. Excess upper bits are undefined.
    ///
    /// # Safety
    /// The location must contain a value of the type.
    #[inline(always)]
    pub(crate) unsafe fn get(self, place: Place, ty: ValType) -> u128 {
        // SAFETY: the caller guarantees that the location exists.
        unsafe {
            match place {
                Place::Int(i) => u128::from(self.int(i).read_unaligned()),
                Place::Float(i) => self.float(i).read_unaligned(),
                Place::Stack(i) => {
                    let word = self.words.add(i as usize);
                    match ty {
                        ValType::V128 => word.cast::<u128>().read_unaligned(),
                        _ => u128::from(word.read()),
                    }
                }
            }
        }
    }

    /// Writes a value of type `ty` to `place`.
    ///
    /// # Safety
    /// The location must exist.
    #[inline(always)]
    pub(crate) unsafe fn set(self, place: Place, ty: ValType, raw: u128) {
        // SAFETY: the caller guarantees that the location exists.
        unsafe {
            match place {
                Place::Int(i) => self.int(i).write_unaligned(raw as u64),
                Place::Float(i) => self.float(i).write_unaligned(raw),
                Place::Stack(i) => {
                    let word = self.words.add(i as usize);
                    match ty {
                        ValType::V128 => word.cast::<u128>().write_unaligned(raw),
                        _ => word.write(raw as u64),
                    }
                }
            }
        }
    }
}

/// The next location of `assignment`, for a value of type `ty`.
#[inline(always)]
pub(crate) const fn place_of(assignment: &mut Assignment, ty: ValType) -> Place {
    match ty {
        ValType::I32 | ValType::I64 | ValType::Ref(_) => assignment.int(),
        ValType::F32 | ValType::F64 => assignment.float(false),
        ValType::V128 => assignment.float(true),
    }
}

/// The number of stack words for values of these types.
pub(crate) const fn stack_words(mut assignment: Assignment, types: &[ValType]) -> usize {
    let mut i = 0;
    while i < types.len() {
        place_of(&mut assignment, types[i]);
        i += 1;
    }
    assignment.stack_words() as usize
}
