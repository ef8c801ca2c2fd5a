//! [`ObjectError`]: the reason why a file was not loaded.

use alloc::string::String;
use core::fmt;

use windlass_isa::Isa;

use super::version::{FORMAT, VERSION};

/// The reason why a file was not loaded. Displayed in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ObjectError {
    /// It is not a compiled module.
    NotPrecompiled,
    /// It has another version of the format.
    Format(u32),
    /// Another version of Windlass wrote it.
    Version(String),
    /// It is for another instruction set.
    Isa(Option<Isa>),
    /// It is for another operating system.
    OperatingSystem,
    /// Its length differs from the one recorded in it.
    Length {
        /// Its length in bytes.
        is: usize,
        /// The recorded length in bytes.
        should_be: usize,
    },
    /// The checksum of the loaded parts, or of the whole file, is wrong.
    Checksum(&'static str),
    /// It needs CPU features that this machine does not have.
    CpuFeatures(String),
    /// It was compiled for other reservations of address space than this build makes.
    Reservations,
    /// A part of it is inconsistent, although the checksum is right.
    Damaged(&'static str),
}

impl fmt::Display for ObjectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ObjectError::NotPrecompiled => f.write_str("not a module that Windlass compiled"),
            ObjectError::Format(format) => {
                write!(f, "it has version {format} of the format, but version {} is required", FORMAT)
            }
            ObjectError::Version(version) => {
                write!(f, "it was compiled by version {version} of Windlass, but this is version {VERSION}")
            }
            ObjectError::Isa(Some(isa)) => {
                write!(f, "it was compiled for {}, but this machine is {}", isa.name(), Isa::HOST.name())
            }
            ObjectError::Isa(None) => f.write_str("it was compiled for an unknown instruction set"),
            ObjectError::OperatingSystem => f.write_str("it was compiled for another operating system"),
            ObjectError::Length { is, should_be } if is < should_be => {
                write!(f, "the file is truncated: it has {is} of {should_be} bytes")
            }
            ObjectError::Length { is, should_be } => {
                write!(f, "the file is too long: it has {is} bytes and should have {should_be}")
            }
            ObjectError::Checksum(of) => write!(f, "the checksum of {of} is wrong: the file was changed or damaged"),
            ObjectError::CpuFeatures(missing) => {
                write!(f, "it was compiled for a CPU with {missing}, which this one does not have")
            }
            ObjectError::Reservations => f.write_str(
                "it was compiled for memories with different address space reservations than this build makes",
            ),
            ObjectError::Damaged(what) => write!(f, "the file is damaged: {what}"),
        }
    }
}

impl core::error::Error for ObjectError {}
