//! The operators with prefix `FC` (WebAssembly specification, section 5.4, "Instructions").

/// Calls the macro `$callback` with `$context` and the rows of all operators with prefix `FC`: see `opcode.rs`.
macro_rules! for_each_prefixed_opcode { ($callback:ident $($context:tt)*) => { $callback! { {$($context)*}
    // Saturating truncations.
    0x00 I32TruncSatF32S   []          (F32 -> I32)      convert(TruncSat { from: F32, to: I32, signed: true }, I32) {};
    0x01 I32TruncSatF32U   []          (F32 -> I32)      convert(TruncSat { from: F32, to: I32, signed: false }, I32) {};
    0x02 I32TruncSatF64S   []          (F64 -> I32)      convert(TruncSat { from: F64, to: I32, signed: true }, I32) {};
    0x03 I32TruncSatF64U   []          (F64 -> I32)      convert(TruncSat { from: F64, to: I32, signed: false }, I32) {};
    0x04 I64TruncSatF32S   []          (F32 -> I64)      convert(TruncSat { from: F32, to: I64, signed: true }, I64) {};
    0x05 I64TruncSatF32U   []          (F32 -> I64)      convert(TruncSat { from: F32, to: I64, signed: false }, I64) {};
    0x06 I64TruncSatF64S   []          (F64 -> I64)      convert(TruncSat { from: F64, to: I64, signed: true }, I64) {};
    0x07 I64TruncSatF64U   []          (F64 -> I64)      convert(TruncSat { from: F64, to: I64, signed: false }, I64) {};

    // Memories and tables.
    0x08 MemoryInit        [Index Index](*)              init(Builtin::MemoryInit)          {Calls};
    0x09 DataDrop          [Index]     (->)              drop_segment(Builtin::DataDrop)    {Calls};
    // Some of these two are done in place.
    0x0a MemoryCopy        [Index Index](*)              memory_copy()                      {};
    0x0b MemoryFill        [Index]     (*)               memory_fill()                      {};
    0x0c TableInit         [Index Index](*)              init(Builtin::TableInit)           {Calls};
    0x0d ElemDrop          [Index]     (->)              drop_segment(Builtin::ElemDrop)    {Calls};
    0x0e TableCopy         [Index Index](*)              table_copy()                       {Calls};
    0x0f TableGrow         [Index]     (*)               table_grow()                       {Calls};
    0x10 TableSize         [Index]     (*)               table_size()                       {};
    0x11 TableFill         [Index]     (*)               table_fill()                       {Calls};

    // Wide arithmetic.
    0x13 I64Add128         []           (I64 I64 I64 I64 -> I64 I64) wide_binop(WideBinOp::Add) {WideArithmetic};
    0x14 I64Sub128         []           (I64 I64 I64 I64 -> I64 I64) wide_binop(WideBinOp::Sub) {WideArithmetic};
    0x15 I64MulWideS       []           (I64 I64 -> I64 I64)         mul_wide(true)             {WideArithmetic Divides};
    0x16 I64MulWideU       []           (I64 I64 -> I64 I64)         mul_wide(false)            {WideArithmetic Divides};
} } }

pub(crate) use for_each_prefixed_opcode;
