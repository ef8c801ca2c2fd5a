//! Why a module was not compiled.

use alloc::string::{String, ToString};

use crate::display_name::DisplayName;
use crate::proposals::Proposal;

/// Why a module was not compiled. Every message is one line that says what is wrong and, where a place is known, at which
/// byte of the module.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CompileError {
    /// The bytes are not a valid module of the features that are enabled.
    #[error("invalid module: {message} (at byte {offset:#x})")]
    Invalid {
        /// What is wrong.
        message: String,
        /// Where.
        offset: usize,
    },
    /// The module is valid, but uses something that Windlass does not implement.
    #[error("not supported: {what} (at byte {offset:#x})")]
    Unsupported {
        /// What it uses.
        what: String,
        /// Where.
        offset: usize,
    },
    /// The module uses a proposal that Windlass does not implement, or that this build is without.
    #[error("not supported: {what} (at byte {offset:#x})")]
    ProposalMissing {
        /// Which.
        proposal: &'static Proposal,
        /// What it uses, and what to do.
        what: String,
        /// Where.
        offset: usize,
    },
    /// The module uses something that Windlass implements, but that is not to be accepted.
    #[error("not enabled: {what} (at byte {offset:#x})")]
    NotEnabled {
        /// What it uses.
        what: String,
        /// Where.
        offset: usize,
    },
    /// The module, or a function of it, exceeds a limit of the compiler.
    #[error("too large: {what} (at byte {offset:#x})")]
    TooLarge {
        /// What is too large.
        what: String,
        /// Where.
        offset: usize,
    },
    /// The module cannot be read, or is no longer what it was.
    #[error("cannot be read: {message} (at byte {offset:#x})")]
    Unreadable {
        /// Why.
        message: String,
        /// Where.
        offset: usize,
    },
    /// There is no memory for the machine code.
    #[error("out of memory for machine code")]
    OutOfMemory,
}

impl From<wasmparser::Error> for CompileError {
    fn from(error: wasmparser::Error) -> CompileError {
        // Some messages have names of the module in them.
        let message = DisplayName::new(error.message()).to_string();
        CompileError::Invalid { message, offset: error.offset() as usize }
    }
}
