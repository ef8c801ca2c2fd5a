//! Reduces calls, arguments and memory contents.

use wasm_encoder::{ExportKind, Instruction, MemArg, ValType};
use windlass_fuzz_run::{Call, Difference, Value};

use super::Small;
use crate::module::Function;
use crate::skeleton::Skeleton;

/// The number of bytes that are compared and filled.
const BYTES: usize = 1 << 16;

impl Small<'_> {
    /// Removes calls after the first difference.
    pub fn last_call(&mut self) {
        let Some((difference, _)) = self.failure.difference(&self.case, self.oracles) else { return };
        let Some(call) = difference.call() else { return };
        let mut case = self.case.clone();
        case.calls.truncate(call + 1);
        self.accept(case);
    }

    /// If only the final state differs, turns the difference into the result of a call that reads it.
    pub fn look_into_state(&mut self) {
        let Some((Difference::State { .. }, _)) = self.failure.difference(&self.case, self.oracles) else { return };
        if self.case.modules.len() > 1 {
            return;
        }
        let Ok(mut skeleton) = Skeleton::parse(&self.case.modules[0]) else { return };
        let mut functions = skeleton.exports.iter().filter(|(_, kind, _)| *kind == ExportKind::Func).count() as u32;
        let mut case = self.case.clone();
        let mut add =
            |skeleton: &mut Skeleton, name: &str, params: &[ValType], result, ops: &[Instruction<'static>]| {
                let function = Function { locals: Vec::new(), ops: ops.to_vec() };
                skeleton.add_function(name, (params.to_vec(), vec![result]), function);
                functions += 1;
                functions - 1
            };
        let call = |function, args| Call { instance: 0, function, args, observe: false };
        let globals: Vec<_> =
            skeleton.exports.iter().filter(|(_, kind, _)| *kind == ExportKind::Global).cloned().collect();
        for (name, _, index) in globals {
            let ty = skeleton.globals[index as usize].0.val_type;
            let ops = [Instruction::GlobalGet(index), Instruction::End];
            let function = add(&mut skeleton, &format!("get_{name}"), &[], ty, &ops);
            case.calls.push(call(function, Vec::new()));
        }
        if !skeleton.memories.is_empty() {
            let anywhere = MemArg { offset: 0, align: 0, target: Default::default(), ordering: None };
            let ops = [Instruction::LocalGet(0), Instruction::I64Load(anywhere), Instruction::End];
            let function = add(&mut skeleton, "load", &[ValType::I32], ValType::I64, &ops);
            for address in (0..BYTES as u32 * 3).step_by(8) {
                case.calls.push(call(function, vec![Value::I32(address)]));
            }
        }
        case.modules[0] = skeleton.encode();
        for call in &mut case.calls {
            call.observe = false;
        }
        if self.accept(case) {
            let before = self.case.calls.len();
            self.last_call();
            let Some(last) = self.case.calls.last().cloned() else { return };
            // Only the reader that shows the difference is needed.
            let mut case = self.case.clone();
            case.calls.retain(|call| call.function < last.function && call.function < functions);
            case.calls.push(last);
            if case.calls.len() < before {
                self.accept(case);
            }
        }
    }

    /// Removes calls before the last.
    pub fn fewer_calls(&mut self) {
        let mut size = self.case.calls.len();
        while size > 0 && !self.is_over() {
            let mut end = self.case.calls.len().saturating_sub(1);
            while end > 0 {
                let begin = end.saturating_sub(size);
                let mut case = self.case.clone();
                case.calls.drain(begin..end);
                self.accept(case);
                end = begin;
            }
            size /= 2;
        }
    }

    /// Replaces arguments by 0 or 1.
    pub fn simpler_arguments(&mut self) {
        for call in 0..self.case.calls.len() {
            for arg in 0..self.case.calls[call].args.len() {
                let value = self.case.calls[call].args[arg];
                for bits in [0, 1, 8, value.bits() & 0xff, value.bits() & 0xffff, value.bits() & 0xffff_ffff] {
                    let Some(simple) = Value::from_bits(value.tag(), bits) else { continue };
                    if value.bits() <= bits || self.is_over() {
                        break;
                    }
                    let mut case = self.case.clone();
                    case.calls[call].args[arg] = simple;
                    if self.accept(case) {
                        break;
                    }
                }
            }
        }
    }

    /// Clears the memory as far as possible and moves the rest to data segments.
    pub fn simpler_memory(&mut self) {
        if self.case.fill == 0 {
            return;
        }
        let mut case = self.case.clone();
        case.fill = 0;
        if self.accept(case) || self.case.modules.len() > 1 {
            return;
        }
        let mut bytes = vec![0; BYTES];
        windlass_fuzz_run::fill(&self.case, &mut bytes);
        if !self.accept_data(&bytes) {
            return;
        }
        let mut size = BYTES / 2;
        while size > 0 && !self.is_over() {
            for begin in (0..BYTES).step_by(size) {
                if bytes[begin..begin + size].iter().all(|byte| *byte == 0) {
                    continue;
                }
                let mut fewer = bytes.clone();
                fewer[begin..begin + size].fill(0);
                if self.accept_data(&fewer) {
                    bytes = fewer;
                }
            }
            size /= 2;
        }
    }

    fn accept_data(&mut self, bytes: &[u8]) -> bool {
        let Ok(mut skeleton) = Skeleton::parse(&self.case.modules[0]) else { return false };
        skeleton.data.retain(|(at, _)| at.is_none());
        let mut begin = 0;
        while let Some(first) = bytes[begin..].iter().position(|byte| *byte != 0) {
            let first = begin + first;
            // Eight zero bytes end a run.
            let rest = &bytes[first..];
            let len = rest.windows(8).position(|window| window.iter().all(|byte| *byte == 0)).unwrap_or(rest.len());
            skeleton.data.push((Some(first as i32), rest[..len].to_vec()));
            begin = first + len;
        }
        let mut case = self.replaced(0, skeleton.encode());
        case.fill = 0;
        self.accept(case)
    }
}
