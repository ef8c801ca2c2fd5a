//! The tests of Windlass as a whole are in `tests/`. This library is what they are made of, and for the examples of the README:
//! as documentation of it they are tests.

pub mod binary;
pub mod bombs;

/// The README of the project.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
