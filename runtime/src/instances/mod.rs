//! Instances, as generated code accesses them: contexts, memories, tables and segments, and the builtins that modify
//! them.

pub(crate) mod builtins;
mod bulk;
pub(crate) mod const_expr;
pub(crate) mod instance_data;
pub(crate) mod instantiate;
pub(crate) mod linear_memory;
pub(crate) mod memory;
#[cfg(feature = "threads")]
pub(crate) mod parking_lot;
#[cfg(feature = "threads")]
pub(crate) mod racing_bytes;
pub(crate) mod segments;
#[cfg(feature = "threads")]
pub(crate) mod shared_bytes;
pub(crate) mod shared_image;
pub(crate) mod table_data;
