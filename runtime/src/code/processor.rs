//! Whether the processor has what generated code uses without asking.

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
            bail!("this processor has no {missing}, which the code that Windlass makes for {} needs", Isa::HOST.name())
        }
    }
}
