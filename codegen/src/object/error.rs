//! Why a file is not loaded.

use alloc::string::String;
use core::fmt;

use windlass_isa::Isa;

use super::version::{FORMAT, VERSION};

/// Why a file is not loaded. Displayed in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ObjectError {
    /// It is something else.
    NotPrecompiled,
    /// It is of another version of the format.
    Format(u32),
    /// Another version of Windlass wrote it.
    Version(String),
    /// It is for another instruction set.
    Isa(Option<Isa>),
    /// It is for another operating system.
    OperatingSystem,
    /// It has not as many bytes as it was written with.
    Length {
        /// How many it has.
        is: usize,
        /// How many it was written with.
        should_be: usize,
    },
    /// The checksum of what is loaded, or of the whole file, is not what it was.
    Checksum(&'static str),
    /// It needs what this machine does not have.
    CpuFeatures(String),
    /// It expects larger or smaller reservations of addresses than this build makes.
    Reservations,
    /// A part of it makes no sense, although the checksum is right.
    Damaged(&'static str),
}

impl fmt::Display for ObjectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ObjectError::NotPrecompiled => f.write_str("not a module that Windlass compiled"),
            ObjectError::Format(format) => {
                write!(f, "it has version {format} of the format, and version {} is needed", FORMAT)
            }
            ObjectError::Version(version) => {
                write!(f, "it was compiled by version {version} of Windlass, and this is version {VERSION}")
            }
            ObjectError::Isa(Some(isa)) => {
                write!(f, "it was compiled for {}, and this is {}", isa.name(), Isa::HOST.name())
            }
            ObjectError::Isa(None) => f.write_str("it was compiled for an instruction set that is not known here"),
            ObjectError::OperatingSystem => f.write_str("it was compiled for another operating system"),
            ObjectError::Length { is, should_be } if is < should_be => {
                write!(f, "the file is truncated: it has {is} bytes of {should_be}")
            }
            ObjectError::Length { is, should_be } => {
                write!(f, "the file is too long: it has {is} bytes and should have {should_be}")
            }
            ObjectError::Checksum(of) => write!(f, "the checksum of {of} is wrong: the file was changed or damaged"),
            ObjectError::CpuFeatures(missing) => {
                write!(f, "it was compiled for a CPU with {missing}, which this one does not have")
            }
            ObjectError::Reservations => {
                f.write_str("it was compiled for memories with other reservations of addresses than this build makes")
            }
            ObjectError::Damaged(what) => write!(f, "the file is damaged: {what}"),
        }
    }
}

impl core::error::Error for ObjectError {}
