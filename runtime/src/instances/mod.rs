//! Instances as generated code sees them: their contexts, memories, tables and segments, and the builtins that change them.

pub(crate) mod builtins;
pub(crate) mod const_expr;
pub(crate) mod instance_data;
pub(crate) mod instantiate;
pub(crate) mod linear_memory;
pub(crate) mod segments;
pub(crate) mod shared_image;
pub(crate) mod table_data;
