//! Decodes x86_64.

use iced_x86::{
    Code, Decoder, DecoderOptions, FlowControl, Formatter, Instruction, IntelFormatter, MemorySizeOptions, Mnemonic,
    OpKind, Register,
};

use crate::decode::{Decode, Decoded, Effect};
use crate::names::Names;

/// The register that holds the instance's context.
const CONTEXT: Register = Register::R14;

/// The decoder.
pub(crate) struct X86_64;

impl Decode for X86_64 {
    type Instruction = Instruction;

    fn decode(code: &[u8], at: u32) -> Decoded<Instruction> {
        let instruction = Decoder::with_ip(64, code, at.into(), DecoderOptions::NONE).decode();
        let mut len = instruction.len() as u32;
        let effect = effect(&instruction);
        if let Effect::Trap(_) = effect {
            // The trap code is the byte after the instruction.
            let reason = code.get(len as usize).copied().unwrap_or(0);
            return Decoded { instruction, len: len + 1, effect: Effect::Trap(reason) };
        }
        if instruction.is_invalid() {
            len = 1;
        }
        Decoded { instruction, len, effect }
    }

    fn format(decoded: &Decoded<Instruction>, _at: u32, names: &Names<'_>) -> (String, String) {
        let instruction = &decoded.instruction;
        let mut formatter = formatter();
        let (mut mnemonic, mut operands) = (String::new(), String::new());
        formatter.format_mnemonic(instruction, &mut mnemonic);
        match decoded.effect {
            Effect::Jump(target) => return (mnemonic, names.jump_target(target)),
            Effect::Call if instruction.op0_kind() == OpKind::NearBranch64 => {
                return (mnemonic, names.callee(instruction.near_branch_target() as i64));
            }
            _ => {}
        }
        formatter.format_all_operands(instruction, &mut operands);
        if let Some(place) = place(instruction, decoded.effect, names)
            && let (Some(open), Some(close)) = (operands.find('['), operands.find(']'))
        {
            operands.replace_range(open + 1..close, &place);
        }
        (mnemonic, operands)
    }
}

/// The name of a register.
fn register(register: Register) -> String {
    format!("{register:?}").to_ascii_lowercase()
}

fn formatter() -> IntelFormatter {
    let mut formatter = IntelFormatter::new();
    let options = formatter.options_mut();
    options.set_space_after_operand_separator(true);
    options.set_space_between_memory_add_operators(true);
    options.set_hex_prefix("0x");
    options.set_hex_suffix("");
    options.set_uppercase_hex(false);
    options.set_branch_leading_zeros(false);
    options.set_show_branch_size(false);
    options.set_signed_immediate_operands(true);
    options.set_memory_size_options(MemorySizeOptions::Default);
    formatter
}

fn effect(instruction: &Instruction) -> Effect {
    let has_immediate = matches!(
        instruction.op1_kind(),
        OpKind::Immediate8
            | OpKind::Immediate8to32
            | OpKind::Immediate8to64
            | OpKind::Immediate32
            | OpKind::Immediate32to64
    );
    match (instruction.flow_control(), instruction.mnemonic()) {
        (FlowControl::Exception, Mnemonic::Ud2) => Effect::Trap(0),
        (FlowControl::UnconditionalBranch | FlowControl::ConditionalBranch, _) => {
            Effect::Jump(instruction.near_branch_target() as u32)
        }
        (FlowControl::IndirectBranch, _) => Effect::IndirectJump,
        (FlowControl::Call | FlowControl::IndirectCall, _) => Effect::Call,
        (FlowControl::Interrupt, _) if instruction.code() == Code::Int3 => Effect::Padding,
        (_, Mnemonic::Div) => Effect::Divide { signed: false },
        (_, Mnemonic::Idiv) => Effect::Divide { signed: true },
        (_, Mnemonic::Lea) if instruction.is_ip_rel_memory_operand() => {
            Effect::Address(instruction.ip_rel_memory_address() as u32)
        }
        (_, Mnemonic::Movsxd) if !instruction.is_ip_rel_memory_operand() => Effect::TableLoad { size: 4, unit: 1 },
        (_, Mnemonic::Mov) if instruction.op1_register() == CONTEXT && instruction.op0_kind() == OpKind::Register => {
            Effect::CopyContext(instruction.op0_register().number() as u16)
        }
        (_, Mnemonic::Cmp) if has_immediate && instruction.op0_kind() == OpKind::Register => {
            Effect::Constant(instruction.immediate(1))
        }
        _ if instruction.is_ip_rel_memory_operand() => Effect::Data {
            at: instruction.ip_rel_memory_address() as i64,
            len: instruction.memory_size().size() as u32,
        },
        _ => Effect::None,
    }
}

/// The name of an instruction's memory operand, if it has one.
fn place(instruction: &Instruction, effect: Effect, names: &Names<'_>) -> Option<String> {
    match effect {
        Effect::Address(at) => return Some(names.table(at)),
        Effect::Data { at, len } => return Some(names.constant(at, len)),
        Effect::Call if instruction.is_ip_rel_memory_operand() => {
            return Some(names.callee(instruction.ip_rel_memory_address() as i64));
        }
        _ => {}
    }
    let base = instruction.memory_base();
    if base == Register::None || instruction.memory_index() != Register::None {
        return None;
    }
    let is_context = base == CONTEXT || names.context_copy == Some(base.number() as u16);
    let offset = i32::try_from(instruction.memory_displacement64() as i64).ok()? as u32;
    let name = names.context(offset).filter(|_| is_context)?;
    Some(format!("{} + {name}", register(base)))
}
