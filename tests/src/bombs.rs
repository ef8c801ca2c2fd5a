//! Families of modules designed to take time or memory out of proportion to their size.
//!
//! A family generates a module for each size parameter `n`. Doubling `n` should double the engine's time and memory:
//! `tests/tests/bombs.rs` checks this for small `n`; `scripts/attack.sh bombs` prints both for large ones.

mod code;
mod sections;

/// Generates a module for each `n`.
#[derive(Clone, Copy)]
pub struct Family {
    /// A description of the part that grows with `n`.
    pub name: &'static str,
    /// An `n` that takes a few milliseconds.
    pub small: usize,
    /// An `n` close to the maximum that is valid, or that finishes in reasonable time.
    pub large: usize,
    /// Generates the module.
    pub make: fn(usize) -> Vec<u8>,
}

/// All families.
pub fn families() -> Vec<Family> {
    [code::FAMILIES, sections::FAMILIES].concat()
}

/// Concatenates byte sequences.
macro_rules! cat {
    ($($part:expr),* $(,)?) => {{
        let mut bytes = Vec::<u8>::new();
        $(bytes.extend_from_slice(AsRef::<[u8]>::as_ref(&$part));)*
        bytes
    }};
}
use cat;

/// Defines families: name, small `n`, large `n`, generator.
macro_rules! family_list {
    ($($name:ident $small:literal $large:literal $make:expr;)*) => {
        pub(super) const FAMILIES: &[Family] =
            &[$(Family { name: stringify!($name), small: $small, large: $large, make: $make },)*];
    };
}
use family_list;
