//! The versions recorded in a file.

/// The version of the format. To be increased with every change of what files contain, or of what code expects.
pub(super) const FORMAT: u32 = 11;
||||||| parent of 615b73f (The compiler's artifacts, files, checker and scan in plain words)
/// The version of the format. To be increased with every change of what files contain, or of what code expects.
pub(super) const FORMAT: u32 = 10;

/// The version of Windlass.
pub(super) const VERSION: &str = env!("CARGO_PKG_VERSION");
