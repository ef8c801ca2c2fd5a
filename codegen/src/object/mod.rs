//! Compiled modules as files: ELF shared objects whose code and tables are used in place.
//!
//! For `objdump`, `nm` and `gdb`, a file is an ordinary 64-bit shared object. Windlass only reads the [`Header`] at a fixed
//! offset, which has the locations of all parts, and ignores the ELF structures:
//!
//! | section | contents | read |
//! | --- | --- | --- |
//! | `.windlass` | the [`Header`], at [`HEADER_AT`] | when the file is loaded |
//! | `.text` | the machine code, position-independent, from [`TEXT_AT`] on | when it is executed |
//! | `.windlass.module` | the structure of the module (`decode.rs`) | when the file is loaded |
//! | `.windlass.tables` | lists of numbers that the structure refers to: types of functions, elements | when they are needed |
//! | `.windlass.functions` | a [`FunctionEntry`](crate::FunctionEntry) for each function | when they are needed |
//! | `.windlass.sites` | see [`sites`](crate::sites) | after a trap |
//! | `.windlass.handlers` | see [`handlers`](crate::handlers) | when an exception is thrown |
//! | `.windlass.names` | names of functions | for a backtrace |
//! | `.windlass.data` | bytes of data segments | when they are copied |
//! | `.windlass.image` | pages that the first memory begins with | when the module is instantiated |
//!
//! Addresses in the file are file offsets. A checksum of the decoded parts is always verified; the checksum of the whole file
//! is verified on demand. Neither protects against malice: anyone who can write the code can do whatever the process can.
//! Everything except the code is checked before it is used, so loading any file either succeeds or returns an
//! [`ObjectError`].

mod checksum;
mod decode;
#[cfg(feature = "compiler")]
mod eh_frame;
#[cfg(feature = "compiler")]
mod elf;
#[cfg(feature = "compiler")]
mod encode;
mod error;
#[cfg(feature = "compiler")]
mod file_buffer;
mod header;
#[cfg(feature = "compiler")]
mod image;
mod read;
#[cfg(feature = "compiler")]
mod symbols;
mod version;
#[cfg(feature = "compiler")]
mod write;

pub use error::ObjectError;
pub use header::{HEADER_AT, Header, PAGE, TEXT_AT};
pub use read::{Object, detect, text, verify_file};
#[cfg(feature = "compiler")]
pub use {
    file_buffer::CodeInFile,
    image::memory_image,
    write::{reseal, write},
};
