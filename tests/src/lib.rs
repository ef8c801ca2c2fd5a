//! Support code for the integration tests in `tests/`. Its documentation includes the README, so that the README's
//! examples run as doctests.

pub mod binary;
pub mod bombs;
pub mod numbers;

/// The README of the project.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
