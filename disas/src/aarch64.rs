//! Decodes aarch64.

use yaxpeax_arch::{Decoder, U8Reader};
use yaxpeax_arm::armv8::a64::{InstDecoder, Instruction, Opcode, Operand, SIMDSizeCode, SizeCode};

use crate::decode::{Decode, Decoded, Effect};
use crate::names::Names;

/// The register that holds the instance's context.
const CONTEXT: u16 = 28;

/// The decoder.
pub(crate) struct Aarch64;

/// An instruction word, decoded if it is valid.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    word: u32,
    instruction: Option<Instruction>,
}

impl Decode for Aarch64 {
    type Instruction = Word;

    fn decode(code: &[u8], at: u32) -> Decoded<Word> {
        let Some(&bytes) = code.first_chunk::<4>() else {
            let word = Word { word: code.first().copied().unwrap_or(0).into(), instruction: None };
            return Decoded { instruction: word, len: 1, effect: Effect::None };
        };
        let word = u32::from_le_bytes(bytes);
        let instruction = InstDecoder::default().decode(&mut U8Reader::new(&bytes)).ok();
        let effect = match (word, &instruction) {
            // udf
            (0..0x1_0000, _) => Effect::Trap(word as u8),
            (_, Some(instruction)) => effect(instruction, at),
            _ => Effect::None,
        };
        Decoded { instruction: Word { word, instruction }, len: 4, effect }
    }

    fn format(decoded: &Decoded<Word>, at: u32, names: &Names<'_>) -> (String, String) {
        if let Effect::Trap(reason) = decoded.effect {
            return ("udf".into(), format!("#{reason}"));
        }
        if let Some(branches) = landing_pad(decoded.instruction.word) {
            return ("bti".into(), branches.into());
        }
        let Some(instruction) = decoded.instruction.instruction else {
            return (".word".into(), format!("{:#010x}", decoded.instruction.word));
        };
        let text = instruction.to_string();
        let (mnemonic, operands) = text.split_once(' ').unwrap_or((&text, ""));
        let target = match decoded.effect {
            Effect::Jump(target) => Some(names.jump_target(target)),
            Effect::Call => distance(&instruction).map(|distance| names.callee(i64::from(at) + distance)),
            Effect::Address(target) => Some(names.table(target)),
            Effect::Data { at, len } => Some(names.constant(at, len)),
            _ => None,
        };
        let operands = match target {
            // A PC-relative operand is always the last.
            Some(target) => match operands.rfind('$') {
                Some(last) => format!("{}{target}", decimal(&operands[..last])),
                None => operands.to_string(),
            },
            None => with_context_names(&instruction, operands, names),
        };
        (mnemonic.into(), operands)
    }
}

/// The branches that a landing pad is for, which the decoder does not tell from other hints.
fn landing_pad(word: u32) -> Option<&'static str> {
    match word {
        0xd503_241f => Some(""),
        0xd503_245f => Some("c"),
        0xd503_249f => Some("j"),
        0xd503_24df => Some("jc"),
        _ => None,
    }
}

/// The distance from the instruction to its PC-relative operand.
fn distance(instruction: &Instruction) -> Option<i64> {
    instruction.operands.iter().find_map(|operand| match operand {
        Operand::PCOffset(distance) => Some(*distance),
        _ => None,
    })
}

fn effect(instruction: &Instruction, at: u32) -> Effect {
    let target = distance(instruction).map(|distance| i64::from(at) + distance);
    match (instruction.opcode, target) {
        (Opcode::BL | Opcode::BLR, _) => Effect::Call,
        (Opcode::BR, _) => Effect::IndirectJump,
        (Opcode::B | Opcode::Bcc(_) | Opcode::CBZ | Opcode::CBNZ | Opcode::TBZ | Opcode::TBNZ, Some(target)) => {
            Effect::Jump(target as u32)
        }
        (Opcode::ADR, Some(target)) => Effect::Address(target as u32),
        (Opcode::LDRSH, None) => Effect::TableLoad { size: 2, unit: 4 },
        (Opcode::LDRSW, None) => Effect::TableLoad { size: 4, unit: 1 },
        (_, Some(at)) => Effect::Data { at, len: loaded_bytes(instruction) },
        (Opcode::ORR, None) => match instruction.operands {
            [
                Operand::Register(SizeCode::X, copy),
                Operand::Register(_, 31),
                Operand::RegShift(_, 0, _, CONTEXT),
                _,
            ] => Effect::CopyContext(copy),
            _ => Effect::None,
        },
        (Opcode::SUBS | Opcode::MOVZ, None) => match instruction.operands.iter().find_map(constant) {
            Some(constant) => Effect::Constant(constant),
            None => Effect::None,
        },
        _ => Effect::None,
    }
}

fn constant(operand: &Operand) -> Option<u64> {
    match *operand {
        Operand::Immediate(value) => Some(value.into()),
        Operand::Imm64(value) => Some(value),
        Operand::ImmShift(value, shift) => Some(u64::from(value) << shift),
        _ => None,
    }
}

/// The number of bytes that a load reads.
fn loaded_bytes(instruction: &Instruction) -> u32 {
    match (instruction.opcode, instruction.operands[0]) {
        (Opcode::LDRSW, _) => 4,
        (_, Operand::Register(SizeCode::W, _) | Operand::SIMDRegister(SIMDSizeCode::S, _)) => 4,
        (_, Operand::SIMDRegister(SIMDSizeCode::Q, _)) => 16,
        _ => 8,
    }
}

/// Replaces an offset into the context by the name of the field.
fn with_context_names(instruction: &Instruction, operands: &str, names: &Names<'_>) -> String {
    let (base, offset) = match instruction.operands {
        [_, Operand::RegPreIndex(base, offset, false), ..] => (base, offset as u32),
        // A pair of registers: the name is that of the first field.
        [_, _, Operand::RegPreIndex(base, offset, false), _] => (base, offset as u32),
        [_, Operand::RegisterOrSP(SizeCode::X, base), Operand::Immediate(offset), _] => (base, offset),
        _ => return decimal(operands),
    };
    let is_context = base == CONTEXT || names.context_copy == Some(base);
    let Some(name) = names.context(offset).filter(|_| is_context) else { return decimal(operands) };
    match operands.rfind('#') {
        Some(number) => {
            let close = if operands.ends_with(']') { "]" } else { "" };
            format!("{}{name}{close}", &operands[..number])
        }
        // `[x28]` has no offset to replace.
        None => format!("{}, {name}]", operands.trim_end_matches(']')),
    }
}

/// Writes single-digit constants without `0x`.
fn decimal(operands: &str) -> String {
    let mut parts = operands.split("#0x");
    let mut text = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let digits = part.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(part.len());
        let is_short = digits == 1 && part.as_bytes()[0].is_ascii_digit();
        text += if is_short { "#" } else { "#0x" };
        text += part;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_constants_are_decimal() {
        assert_eq!(decimal("w0, #0x9"), "w0, #9");
        assert_eq!(decimal("[x0, #0x10]!, #0xf, #0x0, x1"), "[x0, #0x10]!, #0xf, #0, x1");
        assert_eq!(decimal("x1, sp"), "x1, sp");
    }
}
