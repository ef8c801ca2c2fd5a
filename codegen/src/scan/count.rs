//! What a walk over the operators of a function tells about them.

/// What is told about the operators on the way.
pub(crate) trait Count {
    /// The function has so many parameters, and locals including them.
    fn begin(&mut self, params: usize, locals: usize, imported_functions: u32);
    /// An operator begins.
    fn operator(&mut self);
    /// `local.get`.
    fn read(&mut self, local: u32);
    /// `local.set` or `local.tee`.
    fn write(&mut self, local: u32);
    /// A block begins, which may take or result in floating-point numbers or vectors.
    fn block(&mut self, is_loop: bool, carries_floats: bool);
    /// A block begins in which exceptions are caught: `try_table`, or `try`. See [`Count::block`].
    fn try_(&mut self, is_table: bool, carries_floats: bool);
    /// `else`.
    fn else_(&mut self);
    /// `catch` or `catch_all`.
    fn catch(&mut self);
    /// `throw` or `throw_ref`.
    fn throw(&mut self);
    /// `rethrow`.
    fn rethrow(&mut self);
    /// A block ends.
    fn end(&mut self);
    /// `unreachable`, at this offset of the body.
    fn unreachable(&mut self, at: u32);
    /// `call`.
    fn call(&mut self, callee: u32);
    /// `call_indirect` or `call_ref`.
    fn call_indirect(&mut self);
    /// An operator that the runtime does.
    fn runtime_call(&mut self);
    /// `i32.const`.
    fn constant(&mut self, value: i32);
    /// `memory.copy`.
    fn memory_copy(&mut self);
    /// `memory.fill`.
    fn memory_fill(&mut self);
    /// What [`needs`](crate::opcode::needs) says of the operator.
    fn needs(&mut self, needs: u8);
}

/// Tells nobody.
pub(crate) struct Nothing;

impl Count for Nothing {
    fn begin(&mut self, _: usize, _: usize, _: u32) {}
    fn operator(&mut self) {}
    fn read(&mut self, _: u32) {}
    fn write(&mut self, _: u32) {}
    fn block(&mut self, _: bool, _: bool) {}
    fn try_(&mut self, _: bool, _: bool) {}
    fn else_(&mut self) {}
    fn catch(&mut self) {}
    fn throw(&mut self) {}
    fn rethrow(&mut self) {}
    fn end(&mut self) {}
    fn unreachable(&mut self, _: u32) {}
    fn call(&mut self, _: u32) {}
    fn call_indirect(&mut self) {}
    fn runtime_call(&mut self) {}
    fn constant(&mut self, _: i32) {}
    fn memory_copy(&mut self) {}
    fn memory_fill(&mut self) {}
    fn needs(&mut self, _: u8) {}
}
