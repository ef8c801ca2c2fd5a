//! [`CompileError`]: the reason why a module was not compiled.

use alloc::string::{String, ToString};

use crate::display_name::DisplayName;
use crate::proposals::Proposal;

/// The reason why a module was not compiled. Every message is one line, with the byte offset in the module if it is known.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CompileError {
    /// The bytes are not a valid module with the enabled features.
    #[error("invalid module: {message} (at byte {offset:#x})")]
    Invalid {
        /// The reason.
        message: String,
        /// The offset in the module.
        offset: usize,
    },
    /// The module is valid, but uses something that Windlass does not implement.
    #[error("not supported: {what} (at byte {offset:#x})")]
    Unsupported {
        /// The thing that it uses.
        what: String,
        /// The offset in the module.
        offset: usize,
    },
    /// The module uses a proposal that Windlass or this build does not implement.
    #[error("not supported: {what} (at byte {offset:#x})")]
    ProposalMissing {
        /// The proposal.
        proposal: &'static Proposal,
        /// The part of the proposal that it uses, and a remedy.
        what: String,
        /// The offset in the module.
        offset: usize,
    },
    /// The module uses something that Windlass implements, but that is not enabled.
    #[error("not enabled: {what} (at byte {offset:#x})")]
    NotEnabled {
        /// The thing that it uses.
        what: String,
        /// The offset in the module.
        offset: usize,
    },
    /// The module, or a function of it, exceeds a limit of the compiler.
    #[error("too large: {what} (at byte {offset:#x})")]
    TooLarge {
        /// The thing that is too large.
        what: String,
        /// The offset in the module.
        offset: usize,
    },
    /// The module cannot be read, or has changed.
    #[error("cannot be read: {message} (at byte {offset:#x})")]
    Unreadable {
        /// The reason.
        message: String,
        /// The offset in the module.
        offset: usize,
    },
    /// There is no memory for the machine code.
    #[error("out of memory for machine code")]
    OutOfMemory,
}

impl From<wasmparser::Error> for CompileError {
    fn from(error: wasmparser::Error) -> CompileError {
        // Some messages contain names from the module.
        let message = DisplayName::new(error.message()).to_string();
        CompileError::Invalid { message, offset: error.offset() as usize }
    }
}
