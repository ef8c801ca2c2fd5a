//! A module that can be mutated: functions as lists of operators, all other sections as bytes.

use std::borrow::Cow;

use wasm_encoder::reencode::{Reencode, RoundtripReencoder};
use wasm_encoder::{CodeSection, Encode, Instruction, RawSection, ValType};
use wasmparser::{Parser, Payload};

/// A function: its declared locals and its operators, with the `end` of the body.
#[derive(Clone, Debug, Default)]
pub struct Function {
    /// The declared locals, without parameters.
    pub locals: Vec<ValType>,
    /// The operators.
    pub ops: Vec<Instruction<'static>>,
}

/// A section as bytes.
#[derive(Clone, Debug)]
pub struct RawBytes {
    id: u8,
    bytes: Vec<u8>,
}

/// A module.
#[derive(Clone, Debug, Default)]
pub struct Module {
    before: Vec<RawBytes>,
    /// The defined functions.
    pub functions: Vec<Function>,
    after: Vec<RawBytes>,
}

/// Section identifiers.
const CUSTOM: u8 = 0;
const CODE: u8 = 10;

/// Why a module cannot be decoded.
pub type Result<T> = std::result::Result<T, String>;

/// The operator with owned immediates, or `None` if its proposal is not supported.
pub fn owned(op: Instruction<'_>) -> Option<Instruction<'static>> {
    Some(match op {
        Instruction::BrTable(targets, default) => Instruction::BrTable(Cow::Owned(targets.into_owned()), default),
        Instruction::TryTable(ty, catches) => Instruction::TryTable(ty, Cow::Owned(catches.into_owned())),
        Instruction::TypedSelectMulti(types) => Instruction::TypedSelectMulti(Cow::Owned(types.into_owned())),
        Instruction::Resume { .. } | Instruction::ResumeThrow { .. } | Instruction::ResumeThrowRef { .. } => {
            return None;
        }
        // SAFETY: only the variants above borrow anything; all others are the same for every lifetime.
        other => unsafe { std::mem::transmute::<Instruction<'_>, Instruction<'static>>(other) },
    })
}

impl Module {
    /// Decodes a module.
    ///
    /// # Errors
    /// If it contains something that cannot be encoded again.
    pub fn parse(bytes: &[u8]) -> Result<Module> {
        let mut module = Module::default();
        let mut is_behind_code = false;
        for payload in Parser::new(0).parse_all(bytes) {
            let payload = payload.map_err(|e| e.to_string())?;
            if let Payload::CodeSectionEntry(body) = &payload {
                module.functions.push(Function::parse(body)?);
                is_behind_code = true;
            }
            if let Some((id, range)) = payload.as_section()
                && id != CUSTOM
                && id != CODE
            {
                let part = if is_behind_code { &mut module.after } else { &mut module.before };
                part.push(RawBytes { id, bytes: bytes[range.start as usize..range.end as usize].to_vec() });
            }
        }
        Ok(module)
    }

    /// Encodes the module.
    pub fn encode(&self) -> Vec<u8> {
        self.encode_with(|function| function.encode())
    }

    /// Encodes the module; `encode` encodes each function.
    pub fn encode_with(&self, encode: impl Fn(&Function) -> wasm_encoder::Function) -> Vec<u8> {
        let mut module = wasm_encoder::Module::new();
        for section in &self.before {
            section.append_to(&mut module);
        }
        if !self.functions.is_empty() {
            let mut code = CodeSection::new();
            for function in &self.functions {
                code.function(&encode(function));
            }
            module.section(&code);
        }
        for section in &self.after {
            section.append_to(&mut module);
        }
        module.finish()
    }
}

impl RawBytes {
    fn append_to(&self, module: &mut wasm_encoder::Module) {
        module.section(&RawSection { id: self.id, data: &self.bytes });
    }
}

impl Function {
    /// Decodes a function body.
    ///
    /// # Errors
    /// If it contains something that cannot be encoded again.
    pub fn parse(body: &wasmparser::FunctionBody<'_>) -> Result<Function> {
        let mut function = Function::default();
        let mut reencoder = RoundtripReencoder;
        for local in body.get_locals_reader().map_err(|e| e.to_string())? {
            let (count, ty) = local.map_err(|e| e.to_string())?;
            if function.locals.len() + count as usize > 20_000 {
                return Err("too many locals".to_owned());
            }
            let ty = reencoder.val_type(ty).map_err(|e| e.to_string())?;
            function.locals.extend(std::iter::repeat_n(ty, count as usize));
        }
        for op in body.get_operators_reader().map_err(|e| e.to_string())? {
            let op = reencoder.instruction(op.map_err(|e| e.to_string())?).map_err(|e| e.to_string())?;
            function.ops.push(owned(op).ok_or("an operator that is not known")?);
        }
        Ok(function)
    }

    /// Encodes the body.
    pub fn encode(&self) -> wasm_encoder::Function {
        self.encode_behind_each(&[])
    }

    /// The body with these operators inserted after each operator but the last.
    pub fn encode_behind_each(&self, filler: &[Instruction<'static>]) -> wasm_encoder::Function {
        let mut bytes = Vec::new();
        for op in filler {
            op.encode(&mut bytes);
        }
        let mut function = wasm_encoder::Function::new_with_locals_types(self.locals.iter().copied());
        let last = self.ops.len() - 1;
        for (index, op) in self.ops.iter().enumerate() {
            function.instruction(op);
            if index != last && !bytes.is_empty() {
                function.raw(bytes.iter().copied());
            }
        }
        function
    }
}

/// Checks that a module is valid with the deterministic features that Windlass supports.
///
/// # Errors
/// The error of wasmparser.
pub fn validate(bytes: &[u8]) -> Result<()> {
    wasmparser::Validator::new_with_features(features()).validate_all(bytes).map(drop).map_err(|e| e.to_string())
}

/// The features that modules may use.
pub fn features() -> wasmparser::WasmFeatures {
    use wasmparser::WasmFeatures as F;
    F::WASM2 | F::EXTENDED_CONST | F::RELAXED_SIMD | F::WIDE_ARITHMETIC | F::TAIL_CALL | F::FUNCTION_REFERENCES
}
