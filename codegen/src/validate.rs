//! Validating function bodies (WebAssembly specification, section 3.4, "Instructions").
//!
//! wasmparser decides what is valid. In front of it is a walk that knows only the operators that nearly all code is made
//! of, and that accepts or has no opinion: `quick.rs`. A function of which it has none is validated again, by wasmparser,
//! which also says what is wrong.

mod atomic;
mod module_types;
mod quick;
mod signature;
mod vector;

use wasmparser::{
    BinaryReader, BinaryReaderError, FuncToValidate, FuncValidator, FuncValidatorAllocations, FunctionBody,
    ValidatorResources,
};

pub(crate) use self::module_types::ModuleTypes;
use self::quick::Quick;
use crate::error::CompileError;
use crate::module::ModuleInfo;
use crate::scan::{Nothing, Scan};
use crate::translate::FunctionSource;

/// Validates functions one after the other, keeping what it allocates.
#[derive(Default)]
pub(crate) struct FunctionValidator {
    quick: Quick,
    allocations: FuncValidatorAllocations,
    /// For functions that are only validated.
    scan: Scan,
}

impl FunctionValidator {
    /// Validates a function with this body, all of whose operators are supported if they are valid.
    ///
    /// # Errors
    /// Where it is not valid.
    pub(crate) fn only_validate(
        &mut self,
        source: &FunctionSource,
        body: &[u8],
        module: &ModuleInfo,
        types: &ModuleTypes,
    ) -> Result<(), CompileError> {
        if self.quick.accepts(body, source.validator.index, module, types, &mut Nothing) {
            return Ok(());
        }
        // What the scan finds is not needed. But wasmparser without it would be all of its code once more.
        let mut scan = core::mem::take(&mut self.scan);
        let result = self.slowly(source, body, module, &mut scan);
        self.scan = scan;
        result
    }

    /// Validates a function with this body, and fills in `scan`.
    ///
    /// # Errors
    /// Where it is not valid, or uses what is not supported.
    pub(crate) fn validate(
        &mut self,
        source: &FunctionSource,
        body: &[u8],
        module: &ModuleInfo,
        types: &ModuleTypes,
        scan: &mut Scan,
    ) -> Result<(), CompileError> {
        if self.quick.accepts(body, source.validator.index, module, types, scan) {
            #[cfg(any(debug_assertions, feature = "check"))]
            if crate::emit::is_checked() {
                self.check_scan(source, body, module, scan);
            }
            return Ok(());
        }
        self.slowly(source, body, module, scan)?;
        match scan.unsupported {
            None => Ok(()),
            Some((proposal, offset)) => Err(CompileError::Unsupported { what: proposal.replace('_', " "), offset }),
        }
    }

    /// Checks that the walk over wasmparser accepts the function, too, and finds what the quick one found.
    #[cfg(any(debug_assertions, feature = "check"))]
    fn check_scan(&mut self, source: &FunctionSource, body: &[u8], module: &ModuleInfo, quick: &Scan) {
        let mut scan = core::mem::take(&mut self.scan);
        let result = self.slowly(source, body, module, &mut scan);
        assert!(result.is_ok(), "function {} is not valid: {result:?}", source.validator.index);
        let difference = quick.difference(&scan);
        assert!(difference.is_none(), "the scans of function {} differ: {difference:?}", source.validator.index);
        self.scan = scan;
    }

    /// Has wasmparser validate a function, and fills in `scan`.
    fn slowly(
        &mut self,
        source: &FunctionSource,
        body: &[u8],
        module: &ModuleInfo,
        scan: &mut Scan,
    ) -> Result<(), CompileError> {
        let validator = &source.validator;
        let features = validator.features;
        let params = module.types[validator.ty as usize].params().len();
        let validator = FuncToValidate { resources: validator.resources.clone(), ..*validator };
        let mut validator = validator.into_validator(core::mem::take(&mut self.allocations));
        let reader = BinaryReader::new_features(body, source.body.start.into(), features);
        validate_and_scan(&mut validator, &FunctionBody::new(reader), scan, params, module.imported_functions)?;
        self.allocations = validator.into_allocations();
        Ok(())
    }
}

/// Validates a function and looks at it, in one walk.
fn validate_and_scan(
    validator: &mut FuncValidator<ValidatorResources>,
    body: &FunctionBody<'_>,
    scan: &mut Scan,
    params: usize,
    imported_functions: u32,
) -> Result<(), BinaryReaderError> {
    let mut reader = body.get_binary_reader();
    validator.read_locals(&mut reader)?;
    scan.begin(params, validator.len_locals() as usize, imported_functions);
    while !reader.eof() {
        let offset = reader.original_position();
        let at = (offset as usize - body.range().start as usize) as u32;
        reader.visit_operator(&mut scan.watch(validator.visitor(offset), offset as usize, at))??;
    }
    let offset = reader.original_position();
    reader.finish_expression(&validator.visitor(offset))
}

#[cfg(test)]
pub(crate) mod tests;
