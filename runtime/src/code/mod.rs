//! Machine code: when it is compiled, how it is loaded, where it is, and the function types that it compares.

pub(crate) mod code_registry;
#[cfg(feature = "compiler")]
pub(crate) mod compile;
#[cfg(feature = "lazy")]
pub(crate) mod lazy_code;
pub(crate) mod module_bytes;
#[cfg(feature = "compiler")]
pub(crate) mod module_file;
#[cfg(feature = "parallel")]
pub(crate) mod parallel;
pub(crate) mod precompiled;
pub(crate) mod processor;
#[cfg(feature = "compiler")]
pub(crate) mod progress;
#[cfg(feature = "lazy")]
pub(crate) mod resolver;
#[cfg(all(feature = "compiler", not(feature = "parallel")))]
pub(crate) mod serial;
pub(crate) mod type_registry;
