//! Validates function bodies (WebAssembly specification, section 3.4, "Instructions").
//!
//! wasmparser defines validity. Before it runs the quick walk (`quick.rs`), which handles the operators of nearly all code, and
//! either accepts a function or gives up. wasmparser then validates that function again, and produces the error message.

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

/// Validates functions one after the other, reusing its allocations.
#[derive(Default)]
pub(crate) struct FunctionValidator {
    quick: Quick,
    allocations: FuncValidatorAllocations,
    /// A scan for functions that are only validated.
    scan: Scan,
}

impl FunctionValidator {
    /// Validates a function with this body. Its operators must be supported if they are valid.
    ///
    /// # Errors
    /// Fails if the function is invalid.
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
        // The scan is not needed here, but instantiating wasmparser without it would duplicate its code.
        let mut scan = core::mem::take(&mut self.scan);
        let result = self.slowly(source, body, module, &mut scan);
        self.scan = scan;
        result
    }

    /// Validates a function with this body, and fills in `scan`.
    ///
    /// # Errors
    /// Fails if the function is invalid or unsupported.
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

    /// Checks that wasmparser also accepts the function, and that both scans agree.
    #[cfg(any(debug_assertions, feature = "check"))]
    fn check_scan(&mut self, source: &FunctionSource, body: &[u8], module: &ModuleInfo, quick: &Scan) {
        let mut scan = core::mem::take(&mut self.scan);
        let result = self.slowly(source, body, module, &mut scan);
        assert!(result.is_ok(), "function {} is not valid: {result:?}", source.validator.index);
        let difference = quick.difference(&scan);
        assert!(difference.is_none(), "the scans of function {} differ: {difference:?}", source.validator.index);
        self.scan = scan;
    }

    /// Validates a function with wasmparser, and fills in `scan`.
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

/// Validates and scans a function in one walk.
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
