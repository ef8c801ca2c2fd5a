//! The versions recorded in a file.

/// The version of the format. Increase it with every change of the content of files, or of what code expects.
pub(super) const FORMAT: u32 = 13;

/// The version of Windlass.
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");
