//! Families of modules that want to take time or memory out of proportion to their size.
//!
//! A family is a module for each number. What an engine does with twice the number should take twice the time and the memory:
//! `tests/tests/bombs.rs` asks that for small numbers, `scripts/attack.sh bombs` prints both for large ones.

mod code;
mod sections;

/// A module for each number.
#[derive(Clone, Copy)]
pub struct Family {
    /// What grows.
    pub name: &'static str,
    /// A number that takes some milliseconds.
    pub small: usize,
    /// A number near the largest that is valid, or that would be patient.
    pub large: usize,
    /// Makes the module.
    pub make: fn(usize) -> Vec<u8>,
}

/// All of them.
pub fn families() -> Vec<Family> {
    [code::FAMILIES, sections::FAMILIES].concat()
}

/// One after the other.
macro_rules! cat {
    ($($part:expr),* $(,)?) => {{
        let mut bytes = Vec::<u8>::new();
        $(bytes.extend_from_slice(AsRef::<[u8]>::as_ref(&$part));)*
        bytes
    }};
}
use cat;

/// Families by name, small number, large number and what makes them.
macro_rules! family_list {
    ($($name:ident $small:literal $large:literal $make:expr;)*) => {
        pub(super) const FAMILIES: &[Family] =
            &[$(Family { name: stringify!($name), small: $small, large: $large, make: $make },)*];
    };
}
use family_list;
