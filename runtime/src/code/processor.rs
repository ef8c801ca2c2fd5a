//! Checks that the processor has the baseline features that generated code uses.

use windlass_isa::Isa;

use crate::api::error::{Result, bail};
use crate::machine;

/// Checks that code can run here.
///
/// # Errors
/// Fails with the names of what the processor lacks.
pub(crate) fn check() -> Result<()> {
    match machine::missing() {
        None => Ok(()),
        Some(missing) => {
            bail!("this processor has no {missing}, which Windlass requires on {}", Isa::HOST.name())
        }
    }
}
