//! The versions that a file says it is of.

/// The version of the format. To be increased with every change of what files contain, or of what code expects.
pub(super) const FORMAT: u32 = 11;

/// The version of Windlass.
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");
