//! The tests of Windlass as a whole are in `tests/`. This library is for the examples of the README: as documentation of it
//! they are tests.

/// The README of the project.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
