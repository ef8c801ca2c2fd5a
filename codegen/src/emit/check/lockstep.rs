//! wasmparser's validator, at the operator where the emitter is.

use alloc::format;
use alloc::string::{String, ToString};

use wasmparser::{
    BinaryReader, FuncToValidate, FuncValidator, FunctionBody, OperatorsReader, ValType, ValidatorResources,
};
use windlass_masm::Ty;

use crate::translate::FunctionSource;

/// The validator of a function that is compiled.
pub(super) struct Lockstep<'a> {
    body: FunctionBody<'a>,
    function: FuncToValidate<ValidatorResources>,
    validator: FuncValidator<ValidatorResources>,
    reader: BinaryReader<'a>,
}

fn copy(function: &FuncToValidate<ValidatorResources>) -> FuncToValidate<ValidatorResources> {
    FuncToValidate { resources: function.resources.clone(), ..*function }
}

impl<'a> Lockstep<'a> {
    pub(super) fn new(source: &FunctionSource, body: &'a [u8]) -> Lockstep<'a> {
        let function = copy(&source.validator);
        let body = FunctionBody::new(BinaryReader::new_features(body, source.body.start.into(), function.features));
        let validator = copy(&function).into_validator(Default::default());
        let mut lockstep = Lockstep { reader: body.get_binary_reader(), body, function, validator };
        lockstep.restart();
        lockstep
    }

    /// Goes back to the first operator.
    pub(super) fn restart(&mut self) {
        self.reader = self.body.get_binary_reader();
        self.validator = copy(&self.function).into_validator(Default::default());
        self.validator.read_locals(&mut self.reader).expect("the locals of a valid function");
    }

    /// Goes on to offset `to` of the module. An error says how the emitter, which has come there, reads something else.
    pub(super) fn advance(&mut self, to: u32) -> Result<(), String> {
        let to = u64::from(to);
        while self.reader.original_position() < to {
            let offset = self.reader.original_position();
            match self.reader.visit_operator(&mut self.validator.visitor(offset)) {
                Ok(Ok(())) => {}
                Ok(Err(error)) | Err(error) => return Err(error.to_string()),
            }
        }
        let position = self.reader.original_position();
        if position != to {
            return Err(format!(
                "the emitter reads operators where they begin: {to:#x} is inside one up to {position:#x}"
            ));
        }
        Ok(())
    }

    pub(super) fn function(&self) -> u32 {
        self.function.index
    }

    /// Whether what comes next can be reached.
    pub(super) fn is_reachable(&self) -> bool {
        self.validator.get_control_frame(0).is_none_or(|frame| !frame.unreachable)
    }

    pub(super) fn height(&self) -> usize {
        self.validator.operand_stack_height() as usize
    }

    pub(super) fn blocks(&self) -> usize {
        self.validator.control_stack_height() as usize
    }

    /// How many values are below the innermost block.
    pub(super) fn block_height(&self) -> usize {
        self.validator.get_control_frame(0).map_or(0, |frame| frame.height)
    }

    /// The machine's type of a value, if it has a certain one.
    pub(super) fn ty(&self, index: usize) -> Option<Ty> {
        Some(match self.validator.get_operand_type(self.height() - 1 - index)?? {
            ValType::I32 => Ty::I32,
            ValType::I64 | ValType::Ref(_) => Ty::I64,
            ValType::F32 => Ty::F32,
            ValType::F64 => Ty::F64,
            ValType::V128 => Ty::V128,
        })
    }

    /// The operator at `offset` of the module.
    pub(super) fn operator_text(&self, offset: u32) -> String {
        let start = self.body.range().start;
        let at = (u64::from(offset) - start) as usize;
        let bytes = self.body.as_bytes().get(at..).unwrap_or_default();
        let reader = BinaryReader::new_features(bytes, u64::from(offset), self.function.features);
        match OperatorsReader::new(reader).read() {
            Ok(operator) => format!("{operator:?}"),
            Err(_) => String::from("?"),
        }
    }
}
