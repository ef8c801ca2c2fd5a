//! The operators of one byte (WebAssembly specification, section 5.4, "Instructions").

/// Calls the macro `$callback` with `$context` and the rows of all operators of one byte: see `opcode.rs`.
macro_rules! for_each_opcode { ($callback:ident $($context:tt)*) => { $callback! { {$($context)*}
    // Control (5.4.1).
    0x00 Unreachable       []          (*)              unreachable()                      {};
    0x01 Nop               []          (->)             nop()                              {};
    0x02 Block             [BlockType] (*)              block()                            {};
    0x03 Loop              [BlockType] (*)              loop_()                            {};
    0x04 If                [BlockType] (*)              if_()                              {Condition LowHalf};
    0x05 Else              []          (*)              else_()                            {EndsPath};
    0x06 Try               [BlockType] (*)              try_()                             {};
    0x07 Catch             [Index]     (*)              catch()                            {EndsPath};
    0x08 Throw             [Index]     (*)              throw()                            {};
    0x09 Rethrow           [Index]     (*)              rethrow()                          {};
    0x0a ThrowRef          []          (*)              throw_ref()                        {};
    0x0b End               []          (*)              end()                              {EndsPath};
    0x0c Br                [Index]     (*)              br()                               {EndsPath};
    0x0d BrIf              [Index]     (*)              br_if()                            {Condition LowHalf};
    0x0e BrTable           [Labels]    (*)              br_table()                         {};
    0x0f Return            []          (*)              return_()                          {EndsPath};
    0x10 Call              [Index]     (*)              call()                             {};
    0x11 CallIndirect      [Index Index] (*)            call_indirect()                    {};
    0x12 ReturnCall        [Index]     (*)              return_call()                      {};
    0x13 ReturnCallIndirect [Index Index] (*)           return_call_indirect()             {};
    0x14 CallRef           [Index]     (*)              call_ref()                         {EndsPath};
    0x15 ReturnCallRef     [Index]     (*)              return_call_ref()                  {EndsPath};

    0x18 Delegate          [Index]     (*)              delegate()                         {EndsPath};
    0x19 CatchAll          []          (*)              catch_all()                        {EndsPath};

    // Parametric operators.
    0x1a Drop              []          (*)              drop()                             {};
    0x1b Select            []          (*)              select()                           {Condition LowHalf};
    0x1c TypedSelect       [Types]     (*)              select_typed()                     {Condition};

    // Control again.
    0x1f TryTable          [BlockType Catches] (*)      try_table()                        {};

    // Variables.
    0x20 LocalGet          [Index]     (*)              local_get()                        {};
    0x21 LocalSet          [Index]     (*)              local_set()                        {};
    0x22 LocalTee          [Index]     (*)              local_tee()                        {};
    0x23 GlobalGet         [Index]     (*)              global_get()                       {};
    0x24 GlobalSet         [Index]     (*)              global_set()                       {};
    0x25 TableGet          [Index]     (*)              table_get()                        {};
    0x26 TableSet          [Index]     (*)              table_set()                        {};

    // Memory. A 32-bit load clears the upper half.
    0x28 I32Load           [MemArg(2)] (I32 -> I32)     load(LoadKind::Full(I32), I32)     {};
    0x29 I64Load           [MemArg(3)] (I32 -> I64)     load(LoadKind::Full(I64), I64)     {};
    0x2a F32Load           [MemArg(2)] (I32 -> F32)     load(LoadKind::Full(F32), F32)     {};
    0x2b F64Load           [MemArg(3)] (I32 -> F64)     load(LoadKind::Full(F64), F64)     {};
    0x2c I32Load8S         [MemArg(0)] (I32 -> I32)     load(LoadKind::S8(I32), I32)       {};
    0x2d I32Load8U         [MemArg(0)] (I32 -> I32)     load(LoadKind::U8, I32)            {};
    0x2e I32Load16S        [MemArg(1)] (I32 -> I32)     load(LoadKind::S16(I32), I32)      {};
    0x2f I32Load16U        [MemArg(1)] (I32 -> I32)     load(LoadKind::U16, I32)           {};
    0x30 I64Load8S         [MemArg(0)] (I32 -> I64)     load(LoadKind::S8(I64), I64)       {};
    0x31 I64Load8U         [MemArg(0)] (I32 -> I64)     load(LoadKind::U8, I64)            {};
    0x32 I64Load16S        [MemArg(1)] (I32 -> I64)     load(LoadKind::S16(I64), I64)      {};
    0x33 I64Load16U        [MemArg(1)] (I32 -> I64)     load(LoadKind::U16, I64)           {};
    0x34 I64Load32S        [MemArg(2)] (I32 -> I64)     load(LoadKind::S32, I64)           {};
    0x35 I64Load32U        [MemArg(2)] (I32 -> I64)     load(LoadKind::U32, I64)           {};
    0x36 I32Store          [MemArg(2)] (I32 I32 ->)     store(StoreKind::Full(I32))        {LowHalf};
    0x37 I64Store          [MemArg(3)] (I32 I64 ->)     store(StoreKind::Full(I64))        {};
    0x38 F32Store          [MemArg(2)] (I32 F32 ->)     store(StoreKind::Full(F32))        {};
    0x39 F64Store          [MemArg(3)] (I32 F64 ->)     store(StoreKind::Full(F64))        {};
    0x3a I32Store8         [MemArg(0)] (I32 I32 ->)     store(StoreKind::Low8)             {LowHalf};
    0x3b I32Store16        [MemArg(1)] (I32 I32 ->)     store(StoreKind::Low16)            {LowHalf};
    0x3c I64Store8         [MemArg(0)] (I32 I64 ->)     store(StoreKind::Low8)             {};
    0x3d I64Store16        [MemArg(1)] (I32 I64 ->)     store(StoreKind::Low16)            {};
    0x3e I64Store32        [MemArg(2)] (I32 I64 ->)     store(StoreKind::Low32)            {};
    0x3f MemorySize        [Index]     (*)              memory_size()                      {};
    0x40 MemoryGrow        [Index]     (*)              memory_grow()                      {Calls};

    // Constants.
    0x41 I32Const          [I32]       (-> I32)         constant_i32()                     {};
    0x42 I64Const          [I64]       (-> I64)         constant_i64()                     {};
    0x43 F32Const          [F32]       (-> F32)         constant_f32()                     {};
    0x44 F64Const          [F64]       (-> F64)         constant_f64()                     {};

    // Comparisons.
    0x45 I32Eqz            []          (I32 -> I32)     eqz(I32)                           {Condition LowHalf};
    0x46 I32Eq             []          (I32 I32 -> I32) int_compare(IntCond::Eq, I32)      {LowHalf MemOperand InPlace};
    0x47 I32Ne             []          (I32 I32 -> I32) int_compare(IntCond::Ne, I32)      {LowHalf MemOperand InPlace};
    0x48 I32LtS            []          (I32 I32 -> I32) int_compare(IntCond::LtS, I32)     {LowHalf MemOperand InPlace};
    0x49 I32LtU            []          (I32 I32 -> I32) int_compare(IntCond::LtU, I32)     {LowHalf MemOperand InPlace};
    0x4a I32GtS            []          (I32 I32 -> I32) int_compare(IntCond::GtS, I32)     {LowHalf MemOperand InPlace};
    0x4b I32GtU            []          (I32 I32 -> I32) int_compare(IntCond::GtU, I32)     {LowHalf MemOperand InPlace};
    0x4c I32LeS            []          (I32 I32 -> I32) int_compare(IntCond::LeS, I32)     {LowHalf MemOperand InPlace};
    0x4d I32LeU            []          (I32 I32 -> I32) int_compare(IntCond::LeU, I32)     {LowHalf MemOperand InPlace};
    0x4e I32GeS            []          (I32 I32 -> I32) int_compare(IntCond::GeS, I32)     {LowHalf MemOperand InPlace};
    0x4f I32GeU            []          (I32 I32 -> I32) int_compare(IntCond::GeU, I32)     {LowHalf MemOperand InPlace};
    0x50 I64Eqz            []          (I64 -> I32)     eqz(I64)                           {};
    0x51 I64Eq             []          (I64 I64 -> I32) int_compare(IntCond::Eq, I64)      {MemOperand InPlace};
    0x52 I64Ne             []          (I64 I64 -> I32) int_compare(IntCond::Ne, I64)      {MemOperand InPlace};
    0x53 I64LtS            []          (I64 I64 -> I32) int_compare(IntCond::LtS, I64)     {MemOperand InPlace};
    0x54 I64LtU            []          (I64 I64 -> I32) int_compare(IntCond::LtU, I64)     {MemOperand InPlace};
    0x55 I64GtS            []          (I64 I64 -> I32) int_compare(IntCond::GtS, I64)     {MemOperand InPlace};
    0x56 I64GtU            []          (I64 I64 -> I32) int_compare(IntCond::GtU, I64)     {MemOperand InPlace};
    0x57 I64LeS            []          (I64 I64 -> I32) int_compare(IntCond::LeS, I64)     {MemOperand InPlace};
    0x58 I64LeU            []          (I64 I64 -> I32) int_compare(IntCond::LeU, I64)     {MemOperand InPlace};
    0x59 I64GeS            []          (I64 I64 -> I32) int_compare(IntCond::GeS, I64)     {MemOperand InPlace};
    0x5a I64GeU            []          (I64 I64 -> I32) int_compare(IntCond::GeU, I64)     {MemOperand InPlace};
    0x5b F32Eq             []          (F32 F32 -> I32) float_compare(FloatCond::Eq, F32)  {};
    0x5c F32Ne             []          (F32 F32 -> I32) float_compare(FloatCond::Ne, F32)  {};
    0x5d F32Lt             []          (F32 F32 -> I32) float_compare(FloatCond::Lt, F32)  {};
    0x5e F32Gt             []          (F32 F32 -> I32) float_compare(FloatCond::Gt, F32)  {};
    0x5f F32Le             []          (F32 F32 -> I32) float_compare(FloatCond::Le, F32)  {};
    0x60 F32Ge             []          (F32 F32 -> I32) float_compare(FloatCond::Ge, F32)  {};
    0x61 F64Eq             []          (F64 F64 -> I32) float_compare(FloatCond::Eq, F64)  {};
    0x62 F64Ne             []          (F64 F64 -> I32) float_compare(FloatCond::Ne, F64)  {};
    0x63 F64Lt             []          (F64 F64 -> I32) float_compare(FloatCond::Lt, F64)  {};
    0x64 F64Gt             []          (F64 F64 -> I32) float_compare(FloatCond::Gt, F64)  {};
    0x65 F64Le             []          (F64 F64 -> I32) float_compare(FloatCond::Le, F64)  {};
    0x66 F64Ge             []          (F64 F64 -> I32) float_compare(FloatCond::Ge, F64)  {};

    // Arithmetic of i32.
    0x67 I32Clz            []          (I32 -> I32)     int_unop(IntUnOp::Clz, I32)        {};
    0x68 I32Ctz            []          (I32 -> I32)     int_unop(IntUnOp::Ctz, I32)        {};
    0x69 I32Popcnt         []          (I32 -> I32)     int_unop(IntUnOp::Popcnt, I32)     {};
    0x6a I32Add            []          (I32 I32 -> I32) int_binop(IntBinOp::Add, I32)      {LowHalf MemOperand InPlace};
    0x6b I32Sub            []          (I32 I32 -> I32) int_binop(IntBinOp::Sub, I32)      {LowHalf MemOperand InPlace};
    0x6c I32Mul            []          (I32 I32 -> I32) int_binop(IntBinOp::Mul, I32)      {LowHalf MemOperand};
    0x6d I32DivS           []          (I32 I32 -> I32) div(DivOp::DivS, I32)              {Divides};
    0x6e I32DivU           []          (I32 I32 -> I32) div(DivOp::DivU, I32)              {Divides};
    0x6f I32RemS           []          (I32 I32 -> I32) div(DivOp::RemS, I32)              {Divides};
    0x70 I32RemU           []          (I32 I32 -> I32) div(DivOp::RemU, I32)              {Divides};
    0x71 I32And            []          (I32 I32 -> I32) int_binop(IntBinOp::And, I32)      {LowHalf MemOperand InPlace};
    0x72 I32Or             []          (I32 I32 -> I32) int_binop(IntBinOp::Or, I32)       {LowHalf MemOperand InPlace};
    0x73 I32Xor            []          (I32 I32 -> I32) int_binop(IntBinOp::Xor, I32)      {LowHalf MemOperand InPlace};
    0x74 I32Shl            []          (I32 I32 -> I32) shift(ShiftOp::Shl, I32)           {LowHalf Shifts};
    0x75 I32ShrS           []          (I32 I32 -> I32) shift(ShiftOp::ShrS, I32)          {LowHalf Shifts};
    0x76 I32ShrU           []          (I32 I32 -> I32) shift(ShiftOp::ShrU, I32)          {LowHalf Shifts};
    0x77 I32Rotl           []          (I32 I32 -> I32) shift(ShiftOp::Rotl, I32)          {LowHalf Rotates};
    0x78 I32Rotr           []          (I32 I32 -> I32) shift(ShiftOp::Rotr, I32)          {LowHalf Rotates};

    // Arithmetic of i64.
    0x79 I64Clz            []          (I64 -> I64)     int_unop(IntUnOp::Clz, I64)        {};
    0x7a I64Ctz            []          (I64 -> I64)     int_unop(IntUnOp::Ctz, I64)        {};
    0x7b I64Popcnt         []          (I64 -> I64)     int_unop(IntUnOp::Popcnt, I64)     {};
    0x7c I64Add            []          (I64 I64 -> I64) int_binop(IntBinOp::Add, I64)      {MemOperand InPlace};
    0x7d I64Sub            []          (I64 I64 -> I64) int_binop(IntBinOp::Sub, I64)      {MemOperand InPlace};
    0x7e I64Mul            []          (I64 I64 -> I64) int_binop(IntBinOp::Mul, I64)      {MemOperand};
    0x7f I64DivS           []          (I64 I64 -> I64) div(DivOp::DivS, I64)              {Divides};
    0x80 I64DivU           []          (I64 I64 -> I64) div(DivOp::DivU, I64)              {Divides};
    0x81 I64RemS           []          (I64 I64 -> I64) div(DivOp::RemS, I64)              {Divides};
    0x82 I64RemU           []          (I64 I64 -> I64) div(DivOp::RemU, I64)              {Divides};
    0x83 I64And            []          (I64 I64 -> I64) int_binop(IntBinOp::And, I64)      {MemOperand InPlace};
    0x84 I64Or             []          (I64 I64 -> I64) int_binop(IntBinOp::Or, I64)       {MemOperand InPlace};
    0x85 I64Xor            []          (I64 I64 -> I64) int_binop(IntBinOp::Xor, I64)      {MemOperand InPlace};
    0x86 I64Shl            []          (I64 I64 -> I64) shift(ShiftOp::Shl, I64)           {Shifts};
    0x87 I64ShrS           []          (I64 I64 -> I64) shift(ShiftOp::ShrS, I64)          {Shifts};
    0x88 I64ShrU           []          (I64 I64 -> I64) shift(ShiftOp::ShrU, I64)          {Shifts};
    0x89 I64Rotl           []          (I64 I64 -> I64) shift(ShiftOp::Rotl, I64)          {Rotates};
    0x8a I64Rotr           []          (I64 I64 -> I64) shift(ShiftOp::Rotr, I64)          {Rotates};

    // Arithmetic of f32.
    0x8b F32Abs            []          (F32 -> F32)     float_unop(FloatUnOp::Abs, F32)    {};
    0x8c F32Neg            []          (F32 -> F32)     float_unop(FloatUnOp::Neg, F32)    {};
    0x8d F32Ceil           []          (F32 -> F32)     float_unop(FloatUnOp::Ceil, F32)   {};
    0x8e F32Floor          []          (F32 -> F32)     float_unop(FloatUnOp::Floor, F32)  {};
    0x8f F32Trunc          []          (F32 -> F32)     float_unop(FloatUnOp::Trunc, F32)  {};
    0x90 F32Nearest        []          (F32 -> F32)     float_unop(FloatUnOp::Nearest, F32) {};
    0x91 F32Sqrt           []          (F32 -> F32)     float_unop(FloatUnOp::Sqrt, F32)   {};
    0x92 F32Add            []          (F32 F32 -> F32) float_binop(FloatBinOp::Add, F32)  {MemOperand};
    0x93 F32Sub            []          (F32 F32 -> F32) float_binop(FloatBinOp::Sub, F32)  {MemOperand};
    0x94 F32Mul            []          (F32 F32 -> F32) float_binop(FloatBinOp::Mul, F32)  {MemOperand};
    0x95 F32Div            []          (F32 F32 -> F32) float_binop(FloatBinOp::Div, F32)  {MemOperand};
    0x96 F32Min            []          (F32 F32 -> F32) float_binop(FloatBinOp::Min, F32)  {};
    0x97 F32Max            []          (F32 F32 -> F32) float_binop(FloatBinOp::Max, F32)  {};
    0x98 F32Copysign       []          (F32 F32 -> F32) float_binop(FloatBinOp::Copysign, F32) {};

    // Arithmetic of f64.
    0x99 F64Abs            []          (F64 -> F64)     float_unop(FloatUnOp::Abs, F64)    {};
    0x9a F64Neg            []          (F64 -> F64)     float_unop(FloatUnOp::Neg, F64)    {};
    0x9b F64Ceil           []          (F64 -> F64)     float_unop(FloatUnOp::Ceil, F64)   {};
    0x9c F64Floor          []          (F64 -> F64)     float_unop(FloatUnOp::Floor, F64)  {};
    0x9d F64Trunc          []          (F64 -> F64)     float_unop(FloatUnOp::Trunc, F64)  {};
    0x9e F64Nearest        []          (F64 -> F64)     float_unop(FloatUnOp::Nearest, F64) {};
    0x9f F64Sqrt           []          (F64 -> F64)     float_unop(FloatUnOp::Sqrt, F64)   {};
    0xa0 F64Add            []          (F64 F64 -> F64) float_binop(FloatBinOp::Add, F64)  {MemOperand};
    0xa1 F64Sub            []          (F64 F64 -> F64) float_binop(FloatBinOp::Sub, F64)  {MemOperand};
    0xa2 F64Mul            []          (F64 F64 -> F64) float_binop(FloatBinOp::Mul, F64)  {MemOperand};
    0xa3 F64Div            []          (F64 F64 -> F64) float_binop(FloatBinOp::Div, F64)  {MemOperand};
    0xa4 F64Min            []          (F64 F64 -> F64) float_binop(FloatBinOp::Min, F64)  {};
    0xa5 F64Max            []          (F64 F64 -> F64) float_binop(FloatBinOp::Max, F64)  {};
    0xa6 F64Copysign       []          (F64 F64 -> F64) float_binop(FloatBinOp::Copysign, F64) {};

    // Conversions.
    0xa7 I32WrapI64        []          (I64 -> I32)     convert(Wrap, I32)                 {};
    0xa8 I32TruncF32S      []          (F32 -> I32)     convert(Trunc { from: F32, to: I32, signed: true }, I32) {};
    0xa9 I32TruncF32U      []          (F32 -> I32)     convert(Trunc { from: F32, to: I32, signed: false }, I32) {};
    0xaa I32TruncF64S      []          (F64 -> I32)     convert(Trunc { from: F64, to: I32, signed: true }, I32) {};
    0xab I32TruncF64U      []          (F64 -> I32)     convert(Trunc { from: F64, to: I32, signed: false }, I32) {};
    0xac I64ExtendI32S     []          (I32 -> I64)     extend_signed()                    {LowHalf};
    0xad I64ExtendI32U     []          (I32 -> I64)     extend_unsigned()                  {};
    0xae I64TruncF32S      []          (F32 -> I64)     convert(Trunc { from: F32, to: I64, signed: true }, I64) {};
    0xaf I64TruncF32U      []          (F32 -> I64)     convert(Trunc { from: F32, to: I64, signed: false }, I64) {};
    0xb0 I64TruncF64S      []          (F64 -> I64)     convert(Trunc { from: F64, to: I64, signed: true }, I64) {};
    0xb1 I64TruncF64U      []          (F64 -> I64)     convert(Trunc { from: F64, to: I64, signed: false }, I64) {};
    0xb2 F32ConvertI32S    []          (I32 -> F32)     convert(FromInt { from: I32, to: F32, signed: true }, F32) {};
    0xb3 F32ConvertI32U    []          (I32 -> F32)     convert(FromInt { from: I32, to: F32, signed: false }, F32) {};
    0xb4 F32ConvertI64S    []          (I64 -> F32)     convert(FromInt { from: I64, to: F32, signed: true }, F32) {};
    0xb5 F32ConvertI64U    []          (I64 -> F32)     convert(FromInt { from: I64, to: F32, signed: false }, F32) {};
    0xb6 F32DemoteF64      []          (F64 -> F32)     convert(Demote, F32)               {};
    0xb7 F64ConvertI32S    []          (I32 -> F64)     convert(FromInt { from: I32, to: F64, signed: true }, F64) {};
    0xb8 F64ConvertI32U    []          (I32 -> F64)     convert(FromInt { from: I32, to: F64, signed: false }, F64) {};
    0xb9 F64ConvertI64S    []          (I64 -> F64)     convert(FromInt { from: I64, to: F64, signed: true }, F64) {};
    0xba F64ConvertI64U    []          (I64 -> F64)     convert(FromInt { from: I64, to: F64, signed: false }, F64) {};
    0xbb F64PromoteF32     []          (F32 -> F64)     convert(Promote, F64)              {};
    0xbc I32ReinterpretF32 []          (F32 -> I32)     convert(Reinterpret { from: F32, to: I32 }, I32) {};
    0xbd I64ReinterpretF64 []          (F64 -> I64)     convert(Reinterpret { from: F64, to: I64 }, I64) {};
    0xbe F32ReinterpretI32 []          (I32 -> F32)     convert(Reinterpret { from: I32, to: F32 }, F32) {};
    0xbf F64ReinterpretI64 []          (I64 -> F64)     convert(Reinterpret { from: I64, to: F64 }, F64) {};
    0xc0 I32Extend8S       []          (I32 -> I32)     int_unop(IntUnOp::Extend8S, I32)   {LowHalf};
    0xc1 I32Extend16S      []          (I32 -> I32)     int_unop(IntUnOp::Extend16S, I32)  {LowHalf};
    0xc2 I64Extend8S       []          (I64 -> I64)     int_unop(IntUnOp::Extend8S, I64)   {};
    0xc3 I64Extend16S      []          (I64 -> I64)     int_unop(IntUnOp::Extend16S, I64)  {};
    0xc4 I64Extend32S      []          (I64 -> I64)     int_unop(IntUnOp::Extend32S, I64)  {};

    // References.
    0xd0 RefNull           [HeapType]  (*)              ref_null()                         {};
    0xd1 RefIsNull         []          (*)              ref_is_null()                      {};
    0xd2 RefFunc           [Index]     (*)              ref_func()                         {};
    0xd4 RefAsNonNull      []          (*)              ref_as_non_null()                  {};
    0xd5 BrOnNull          [Index]     (*)              br_on_null()                       {};
    0xd6 BrOnNonNull       [Index]     (*)              br_on_non_null()                   {EndsPath};

    // Prefixes of more operators.
    0xfc Prefixed          [Prefixed]  (*)              prefixed()                         {};
    0xfd Vector            [Vector]    (*)              vector()                           {};
    0xfe Atomic            [Atomic]    (*)              atomic()                           {};
} } }

pub(crate) use for_each_opcode;
