//! Sets of one-byte opcodes, for look-ahead.

use windlass_masm::Ty;

use super::{Effect, Opcode, Signature, has};

/// A set of opcodes, built at compile time of the compiler.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OpcodeSet([u64; 4]);

impl OpcodeSet {
    const EMPTY: OpcodeSet = OpcodeSet([0; 4]);

    /// The set of these opcodes.
    pub(crate) const fn of(opcodes: &[Opcode]) -> OpcodeSet {
        let mut set = OpcodeSet::EMPTY;
        let mut i = 0;
        while i < opcodes.len() {
            set = set.with_number(opcodes[i] as u8);
            i += 1;
        }
        set
    }

    /// The set of the opcodes with these numbers.
    pub(super) const fn of_numbers(numbers: &[u8]) -> OpcodeSet {
        let mut set = OpcodeSet::EMPTY;
        let mut i = 0;
        while i < numbers.len() {
            set = set.with_number(numbers[i]);
            i += 1;
        }
        set
    }

    /// The set of the opcodes whose rows have `effect`.
    const fn with(effect: Effect) -> OpcodeSet {
        let mut set = OpcodeSet::EMPTY;
        let mut i = 0;
        while i < Opcode::ALL.len() {
            if has(Opcode::ALL[i].effects(), effect) {
                set = set.with_number(Opcode::ALL[i] as u8);
            }
            i += 1;
        }
        set
    }

    /// The subset whose last operand has type `ty`.
    const fn of_type(self, ty: Ty) -> OpcodeSet {
        let mut set = OpcodeSet::EMPTY;
        let mut i = 0;
        while i < Opcode::ALL.len() {
            let opcode = Opcode::ALL[i];
            if let Some(Signature { params: [.., last], .. }) = opcode.signature()
                && *last as u8 == ty as u8
                && self.contains(opcode)
            {
                set = set.with_number(opcode as u8);
            }
            i += 1;
        }
        set
    }

    const fn with_number(mut self, number: u8) -> OpcodeSet {
        self.0[number as usize >> 6] |= 1 << (number & 63);
        self
    }

    /// Whether the set contains the opcode.
    #[inline(always)]
    pub(crate) const fn contains(&self, opcode: Opcode) -> bool {
        self.contains_number(opcode as u8)
    }

    #[inline(always)]
    pub(super) const fn contains_number(&self, number: u8) -> bool {
        self.0[number as usize >> 6] >> (number & 63) & 1 != 0
    }
}

/// See [`Effect::Condition`].
pub(crate) static CONDITIONS: OpcodeSet = OpcodeSet::with(Effect::Condition);
/// See [`Effect::LowHalf`].
pub(crate) static LOW_HALF: OpcodeSet = OpcodeSet::with(Effect::LowHalf);
/// See [`Effect::InPlace`].
pub(crate) static IN_PLACE: OpcodeSet = OpcodeSet::with(Effect::InPlace);
/// See [`Effect::EndsPath`].
pub(crate) static ENDS_PATH: OpcodeSet = OpcodeSet::with(Effect::EndsPath);

/// See [`Effect::MemOperand`]. Indexed by the operand type, except vectors.
pub(crate) static MEM_OPERAND: [OpcodeSet; 4] = {
    let all = OpcodeSet::with(Effect::MemOperand);
    [all.of_type(Ty::I32), all.of_type(Ty::I64), all.of_type(Ty::F32), all.of_type(Ty::F64)]
};
