//! The quick walk over a function body: it accepts what it can tell to be valid, and has no opinion of all else.
//!
//! It knows the operators of WebAssembly 2.0 but the rare ones. Whatever is not as it expects (another operator, a number
//! encoded in an unusual way, an operand of the wrong type) ends it. So its only duty is never to accept what is not
//! valid. It follows the algorithm of the specification's appendix, "Validation Algorithm", with a byte for a type.

mod exceptions;
mod immediates;

use alloc::vec::Vec;
use core::mem;

use super::module_types::code::{BOTTOM, EXNREF, EXTERNREF, F32, F64, FUNCREF, I32, I64, V128};
use super::module_types::{ModuleTypes, Signature};
use super::signature::{ACCESSES, FIRST_ACCESS, FIRST_NUMERIC, NUMERIC, Numeric, code_of};
use crate::module::ModuleInfo;
use crate::opcode::{Effect, Immediate, Opcode, PrefixedOpcode, Signature as OperatorSignature, has, needs};
use crate::scan::Count;

/// As many locals a function may have; wasmparser allows no more.
const MOST_LOCALS: usize = 50_000;

/// The opcode of `end`.
const END: u8 = Opcode::End as u8;
/// The opcode of `local.get`.
const LOCAL_GET: u8 = Opcode::LocalGet as u8;

/// What [`Quick::accepts`] keeps from function to function.
#[derive(Default)]
pub(super) struct Quick {
    /// The types of the operands, bottom first.
    stack: Vec<u8>,
    /// The blocks that have begun, outermost first.
    frames: Vec<Frame>,
    /// The types of the locals.
    locals: Vec<u8>,
}

/// A block that has begun.
#[derive(Clone, Copy)]
struct Frame {
    kind: Kind,
    signature: Signature,
    /// Those of the block around it.
    outer_height: u32,
    outer_unreachable: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Block,
    Loop,
    If,
    TryTable,
    Try,
    Catch,
    CatchAll,
}

impl Quick {
    /// Whether function `index` with this body is valid for sure.
    pub(super) fn accepts<C: Count>(
        &mut self,
        body: &[u8],
        index: u32,
        module: &ModuleInfo,
        types: &ModuleTypes,
        count: &mut C,
    ) -> bool {
        if !types.is_enabled() {
            return false;
        }
        self.stack.clear();
        self.frames.clear();
        self.locals.clear();
        let mut walk = Walk {
            body,
            at: 0,
            state: mem::take(self),
            height: 0,
            unreachable: false,
            types,
            functions: &module.functions,
            count,
        };
        let accepted = walk.function(index, module.imported_functions).is_some();
        *self = walk.state;
        accepted
    }
}

/// A walk under way. `None` as the result of a method means that there is no opinion.
pub(super) struct Walk<'a, C> {
    body: &'a [u8],
    /// What is to be read next.
    at: usize,
    state: Quick,
    /// How many operands are below the innermost block, and whether what follows cannot be reached.
    height: usize,
    unreachable: bool,
    types: &'a ModuleTypes,
    functions: &'a [u32],
    count: &'a mut C,
}

impl<'a, C: Count> Walk<'a, C> {
    fn function(&mut self, index: u32, imported_functions: u32) -> Option<()> {
        let signature = self.types.signature(*self.functions.get(index as usize)?)?;
        let params = self.types.params(signature);
        self.state.locals.extend_from_slice(params);
        for _ in 0..self.u32()? {
            let count = self.u32()? as usize;
            let ty = self.value_type()?;
            if count > MOST_LOCALS - self.state.locals.len() {
                return None;
            }
            self.state.locals.resize(self.state.locals.len() + count, ty);
        }
        self.count.begin(params.len(), self.state.locals.len(), imported_functions);
        self.state.frames.push(Frame { kind: Kind::Block, signature, outer_height: 0, outer_unreachable: false });
        loop {
            let opcode = self.byte()?;
            self.count.operator();
            if opcode == LOCAL_GET {
                // The most frequent by far.
                let (local, ty) = self.local()?;
                self.count.read(local);
                self.state.stack.push(ty);
                continue;
            }
            self.operator(opcode)?;
            if opcode == END && self.state.frames.is_empty() {
                return (self.at == self.body.len()).then_some(());
            }
        }
    }

    #[inline(always)]
    #[expect(clippy::manual_range_patterns, reason = "see below")]
    fn operator(&mut self, opcode: u8) -> Option<()> {
        // No arm is a range: see `Emitter::operator`.
        match opcode {
            0x00 => {
                self.count.unreachable(self.at as u32 - 1);
                self.leave();
            }
            0x01 => {}
            0x02 => self.begin_block(Kind::Block)?,
            0x03 => self.begin_block(Kind::Loop)?,
            0x04 => {
                self.pop(I32)?;
                self.begin_block(Kind::If)?;
            }
            0x05 => self.else_()?,
            0x06 => self.try_()?,
            0x07 => self.catch()?,
            0x08 => self.throw()?,
            0x09 => self.rethrow()?,
            0x0a => self.throw_ref()?,
            END => self.end()?,
            0x0c => {
                let label = self.label()?;
                self.check_top(label)?;
                self.leave();
            }
            0x0d => self.br_if()?,
            0x0e => self.br_table()?,
            0x0f => {
                let results = self.types.results(self.state.frames.first()?.signature);
                self.check_top(results)?;
                self.leave();
            }
            0x10 => {
                let (callee, signature) = self.callee()?;
                self.count.call(callee);
                self.call(signature)?;
            }
            0x11 => {
                let signature = self.type_of_indirect_callee()?;
                self.count.call_indirect();
                self.pop(I32)?;
                self.call(signature)?;
            }
            0x12 => {
                let (_, signature) = self.callee()?;
                self.return_call(signature)?;
            }
            0x13 => {
                let signature = self.type_of_indirect_callee()?;
                self.pop(I32)?;
                self.return_call(signature)?;
            }
            0x18 => self.delegate()?,
            0x19 => self.catch_all()?,
            0x1f => self.try_table()?,

            0x1a => {
                self.pop_any()?;
            }
            0x1b => self.select()?,
            0x1c => self.select_typed()?,

            0x21 | 0x22 => {
                let (local, ty) = self.local()?;
                self.count.write(local);
                self.pop(ty)?;
                if opcode == 0x22 {
                    self.state.stack.push(ty);
                }
            }
            0x23 => {
                let global = self.u32()?;
                self.state.stack.push(self.types.global(global)?.0);
            }
            0x24 => {
                let global = self.u32()?;
                let (ty, true) = self.types.global(global)? else { return None };
                self.pop(ty)?;
            }

            0x28 | 0x29 | 0x2a | 0x2b | 0x2c | 0x2d | 0x2e | 0x2f | 0x30 | 0x31 | 0x32 | 0x33 | 0x34 | 0x35 => {
                let (ty, align) = ACCESSES[usize::from(opcode - FIRST_ACCESS)];
                let index = self.mem_arg(align)?;
                self.replace_top(index, ty)?;
            }
            0x36 | 0x37 | 0x38 | 0x39 | 0x3a | 0x3b | 0x3c | 0x3d | 0x3e => {
                let (ty, align) = ACCESSES[usize::from(opcode - FIRST_ACCESS)];
                let index = self.mem_arg(align)?;
                self.pop(ty)?;
                self.pop(index)?;
            }
            0x3f => {
                let index = self.memory()?;
                self.state.stack.push(index);
            }
            0x40 => {
                let index = self.memory()?;
                self.count.runtime_call();
                self.replace_top(index, index)?;
            }

            0x41 => {
                let value = self.i32()?;
                self.count.constant(value);
                self.state.stack.push(I32);
            }
            0x42 => {
                self.i64()?;
                self.state.stack.push(I64);
            }
            0x43 => {
                self.skip(4)?;
                self.state.stack.push(F32);
            }
            0x44 => {
                self.skip(8)?;
                self.state.stack.push(F64);
            }

            0xd0 => match self.byte()? {
                ty @ (FUNCREF | EXTERNREF) => self.state.stack.push(ty),
                EXNREF if self.types.exceptions => self.state.stack.push(EXNREF),
                _ => return None,
            },
            0xd1 => match self.pop_any()? {
                FUNCREF | EXTERNREF | EXNREF | BOTTOM => self.state.stack.push(I32),
                _ => return None,
            },
            0xfc => self.prefixed()?,
            0xfd => self.vector()?,
            0xfe => self.atomic()?,
            _ => {
                let numeric = NUMERIC.get(usize::from(opcode.wrapping_sub(FIRST_NUMERIC)))?;
                self.count.needs(numeric.needs);
                self.numeric(numeric)?;
            }
        }
        Some(())
    }

    // Control.

    fn begin_block(&mut self, kind: Kind) -> Option<()> {
        let (signature, carries_floats) = self.block_type()?;
        self.count.block(kind == Kind::Loop, carries_floats);
        self.open(kind, signature)
    }

    /// The type of a block, and whether it may take or result in floating-point numbers.
    #[inline(always)]
    fn block_type(&mut self) -> Option<(Signature, bool)> {
        Some(match *self.body.get(self.at)? {
            0x40 => {
                self.skip(1)?;
                (Signature::default(), false)
            }
            // A type, or another negative number.
            ty @ 0x41..=0x7f => {
                self.skip(1)?;
                (self.types.single(ty)?, matches!(ty, F32 | F64 | V128))
            }
            // The number is signed, and has to be one that is not negative.
            index @ 0..0x40 => {
                self.skip(1)?;
                (self.types.signature(index.into())?, true)
            }
            _ => {
                let index = self.i32()?;
                (self.types.signature(u32::try_from(index).ok()?)?, true)
            }
        })
    }

    /// Begins a block: its parameters are taken over.
    #[inline(always)]
    fn open(&mut self, kind: Kind, signature: Signature) -> Option<()> {
        let params = self.types.params(signature);
        self.pop_all(params)?;
        let (outer_height, outer_unreachable) = (self.height as u32, self.unreachable);
        self.state.frames.push(Frame { kind, signature, outer_height, outer_unreachable });
        (self.height, self.unreachable) = (self.state.stack.len(), false);
        self.state.stack.extend_from_slice(params);
        Some(())
    }

    /// The operands of the innermost block are what it has to result in, and no more.
    fn check_results(&mut self, signature: Signature) -> Option<()> {
        self.pop_all(self.types.results(signature))?;
        (self.state.stack.len() == self.height).then_some(())
    }

    fn else_(&mut self) -> Option<()> {
        let frame = *self.state.frames.last()?;
        if frame.kind != Kind::If {
            return None;
        }
        self.count.else_();
        self.check_results(frame.signature)?;
        self.unreachable = false;
        self.state.stack.extend_from_slice(self.types.params(frame.signature));
        self.state.frames.last_mut()?.kind = Kind::Block;
        Some(())
    }

    fn end(&mut self) -> Option<()> {
        let frame = self.state.frames.pop()?;
        self.count.end();
        self.check_results(frame.signature)?;
        let results = self.types.results(frame.signature);
        // Without an `else`, the parameters are the results.
        if frame.kind == Kind::If && self.types.params(frame.signature) != results {
            return None;
        }
        (self.height, self.unreachable) = (frame.outer_height as usize, frame.outer_unreachable);
        for &result in results {
            self.state.stack.push(result);
        }
        Some(())
    }

    /// What follows cannot be reached.
    fn leave(&mut self) {
        self.state.stack.truncate(self.height);
        self.unreachable = true;
    }

    /// What a branch to the label that comes next takes along.
    fn label(&mut self) -> Option<&'a [u8]> {
        let depth = self.u32()? as usize;
        let frame = self.state.frames[..].iter().rev().nth(depth)?;
        Some(match frame.kind {
            Kind::Loop => self.types.params(frame.signature),
            _ => self.types.results(frame.signature),
        })
    }

    fn br_if(&mut self) -> Option<()> {
        let label = self.label()?;
        self.pop(I32)?;
        self.check_top(label)?;
        if self.unreachable {
            // What was of any type is of a certain type now.
            self.pop_all(label)?;
            self.state.stack.extend_from_slice(label);
        }
        Some(())
    }

    fn br_table(&mut self) -> Option<()> {
        self.pop(I32)?;
        let count = self.u32()?;
        let arity = self.checked_label()?;
        for _ in 0..count {
            if self.checked_label()? != arity {
                return None;
            }
        }
        self.leave();
        Some(())
    }

    /// Checks that a branch to the label that comes next can be taken. How much it takes along.
    fn checked_label(&mut self) -> Option<usize> {
        let label = self.label()?;
        self.check_top(label)?;
        Some(label.len())
    }

    /// The immediate of a call: the function and its type.
    #[inline(always)]
    fn callee(&mut self) -> Option<(u32, Signature)> {
        let callee = self.u32()?;
        Some((callee, self.types.signature(*self.functions.get(callee as usize)?)?))
    }

    /// The immediates of an indirect call: the type. The table is one of functions.
    #[inline(always)]
    fn type_of_indirect_callee(&mut self) -> Option<Signature> {
        let signature = self.u32()?;
        let signature = self.types.signature(signature)?;
        let table = self.u32()?;
        self.types.is_table_of_functions(table).then_some(signature)
    }

    fn call(&mut self, signature: Signature) -> Option<()> {
        self.pop_all(self.types.params(signature))?;
        for &result in self.types.results(signature) {
            self.state.stack.push(result);
        }
        Some(())
    }

    /// The callee takes the place of the function, so that it has to have the same results.
    fn return_call(&mut self, signature: Signature) -> Option<()> {
        let results = self.types.results(self.state.frames.first()?.signature);
        if !self.types.tail_call || self.types.results(signature) != results {
            return None;
        }
        self.pop_all(self.types.params(signature))?;
        self.leave();
        Some(())
    }

    fn select(&mut self) -> Option<()> {
        self.pop(I32)?;
        let (second, first) = (self.pop_any()?, self.pop_any()?);
        let (ty, other) = if first == BOTTOM { (second, first) } else { (first, second) };
        let agree = other == BOTTOM || other == ty;
        let is_reference = matches!(ty, FUNCREF | EXTERNREF | EXNREF);
        (agree && !is_reference).then(|| self.state.stack.push(ty))
    }

    fn select_typed(&mut self) -> Option<()> {
        if self.u32()? != 1 {
            return None;
        }
        let ty = self.value_type()?;
        self.pop(I32)?;
        self.pop(ty)?;
        self.replace_top(ty, ty)
    }

    // Operands.

    /// Pops an operand of this type.
    #[inline(always)]
    pub(super) fn pop(&mut self, ty: u8) -> Option<()> {
        if self.state.stack.len() > self.height {
            let top = self.state.stack.pop()?;
            return (top == ty || top == BOTTOM).then_some(());
        }
        self.unreachable.then_some(())
    }

    /// Pops one or two operands of a type and pushes the result.
    #[inline(always)]
    fn numeric(&mut self, numeric: &Numeric) -> Option<()> {
        let Numeric { operand, binary, result, .. } = *numeric;
        // Without a branch on how many there are, which would be mispredicted.
        let stack = &mut self.state.stack;
        let last = stack.len().wrapping_sub(1);
        let first = last.wrapping_sub(usize::from(binary));
        if first >= self.height && stack.get(first) == Some(&operand) && stack.get(last) == Some(&operand) {
            stack[first] = result;
            stack.truncate(first + 1);
            return Some(());
        }
        if binary {
            self.pop(operand)?;
        }
        self.replace_top(operand, result)
    }

    /// Pops an operand of any type.
    fn pop_any(&mut self) -> Option<u8> {
        if self.state.stack.len() > self.height {
            return self.state.stack.pop();
        }
        self.unreachable.then_some(BOTTOM)
    }

    /// Pops an operand of type `ty` and pushes one of type `result`.
    #[inline(always)]
    pub(super) fn replace_top(&mut self, ty: u8, result: u8) -> Option<()> {
        if self.state.stack.len() > self.height
            && let Some(top) = self.state.stack.last_mut()
        {
            let matches = *top == ty || *top == BOTTOM;
            *top = result;
            return matches.then_some(());
        }
        self.state.stack.push(result);
        self.unreachable.then_some(())
    }

    /// Pops operands of these types, the last first.
    #[inline]
    fn pop_all(&mut self, types: &[u8]) -> Option<()> {
        types.iter().rev().try_for_each(|&ty| self.pop(ty))
    }

    /// Checks that the operands on top are of these types, as far as there are any in code that cannot be reached.
    #[inline]
    fn check_top(&self, types: &[u8]) -> Option<()> {
        if types.is_empty() {
            return Some(());
        }
        let operands = &self.state.stack[self.height..];
        if operands.len() < types.len() && !self.unreachable {
            return None;
        }
        let mut pairs = operands.iter().rev().zip(types.iter().rev());
        pairs.all(|(&operand, &ty)| operand == ty || operand == BOTTOM).then_some(())
    }

    /// Reads the immediates of an operator, pops its operands and pushes its results.
    pub(super) fn apply(&mut self, immediates: &[Immediate], signature: OperatorSignature) -> Option<()> {
        for &immediate in immediates {
            self.immediate(immediate)?;
        }
        let OperatorSignature { params, results } = signature;
        if let ([param], [result]) = (params, results) {
            return self.replace_top(code_of(*param), code_of(*result));
        }
        for &param in params.iter().rev() {
            self.pop(code_of(param))?;
        }
        self.state.stack.extend(results.iter().map(|&result| code_of(result)));
        Some(())
    }

    /// The operators with prefix `FC`.
    fn prefixed(&mut self) -> Option<()> {
        let opcode = PrefixedOpcode::from_number(self.byte()?)?;
        match opcode {
            PrefixedOpcode::MemoryCopy => {
                let (to, from) = (self.memory()?, self.memory()?);
                self.count.memory_copy();
                self.pop_all(&[to, from, if to == from { to } else { I32 }])
            }
            PrefixedOpcode::MemoryFill => {
                let index = self.memory()?;
                self.count.memory_fill();
                self.pop_all(&[index, I32, index])
            }
            _ => {
                let effects = opcode.effects();
                if has(effects, Effect::WideArithmetic) && !self.types.wide_arithmetic {
                    return None;
                }
                // What calls the runtime has indices, of which `apply` has no opinion.
                self.count.needs(needs(effects));
                self.apply(opcode.immediates(), opcode.signature()?)
            }
        }
    }

    pub(super) fn relaxed_simd(&self) -> bool {
        self.types.relaxed_simd
    }

    /// Whether there are atomic operators.
    pub(super) fn threads(&self) -> bool {
        self.types.threads
    }

    /// Takes note of an operator that the runtime does.
    pub(super) fn calls_runtime(&mut self) {
        self.count.runtime_call();
    }

    /// Pushes an operand of this type.
    pub(super) fn push(&mut self, ty: u8) {
        self.state.stack.push(ty);
    }
}
