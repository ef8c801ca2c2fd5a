//! The operators with prefix `FE`, of the threads proposal.

/// Calls the macro `$callback` with `$context` and the rows of all operators with prefix `FE`: see `opcode.rs`.
macro_rules! for_each_atomic_opcode { ($callback:ident $($context:tt)*) => { $callback! { {$($context)*}
    // Waiting.
    0x00 MemoryAtomicNotify       [AlignedMemArg(2)] (I32 I32 -> I32)         atomic_notify()                          {Calls};
    0x01 MemoryAtomicWait32       [AlignedMemArg(2)] (I32 I32 I64 -> I32)     atomic_wait(Builtin::AtomicWait32)       {Calls};
    0x02 MemoryAtomicWait64       [AlignedMemArg(3)] (I32 I64 I64 -> I32)     atomic_wait(Builtin::AtomicWait64)       {Calls};
    0x03 AtomicFence              [Zero]             (->)                     atomic_fence()                           {};

    // Loads and stores.
    0x10 I32AtomicLoad            [AlignedMemArg(2)] (I32 -> I32)             atomic_load(LoadKind::Full(I32), I32)    {};
    0x11 I64AtomicLoad            [AlignedMemArg(3)] (I32 -> I64)             atomic_load(LoadKind::Full(I64), I64)    {};
    0x12 I32AtomicLoad8U          [AlignedMemArg(0)] (I32 -> I32)             atomic_load(LoadKind::U8, I32)           {};
    0x13 I32AtomicLoad16U         [AlignedMemArg(1)] (I32 -> I32)             atomic_load(LoadKind::U16, I32)          {};
    0x14 I64AtomicLoad8U          [AlignedMemArg(0)] (I32 -> I64)             atomic_load(LoadKind::U8, I64)           {};
    0x15 I64AtomicLoad16U         [AlignedMemArg(1)] (I32 -> I64)             atomic_load(LoadKind::U16, I64)          {};
    0x16 I64AtomicLoad32U         [AlignedMemArg(2)] (I32 -> I64)             atomic_load(LoadKind::U32, I64)          {};
    0x17 I32AtomicStore           [AlignedMemArg(2)] (I32 I32 ->)             atomic_store(StoreKind::Full(I32))       {};
    0x18 I64AtomicStore           [AlignedMemArg(3)] (I32 I64 ->)             atomic_store(StoreKind::Full(I64))       {};
    0x19 I32AtomicStore8          [AlignedMemArg(0)] (I32 I32 ->)             atomic_store(StoreKind::Low8)            {};
    0x1a I32AtomicStore16         [AlignedMemArg(1)] (I32 I32 ->)             atomic_store(StoreKind::Low16)           {};
    0x1b I64AtomicStore8          [AlignedMemArg(0)] (I32 I64 ->)             atomic_store(StoreKind::Low8)            {};
    0x1c I64AtomicStore16         [AlignedMemArg(1)] (I32 I64 ->)             atomic_store(StoreKind::Low16)           {};
    0x1d I64AtomicStore32         [AlignedMemArg(2)] (I32 I64 ->)             atomic_store(StoreKind::Low32)           {};

    // Read-modify-write.
    0x1e I32AtomicRmwAdd          [AlignedMemArg(2)] (I32 I32 -> I32)         atomic_rmw(RmwOp::Binary(IntBinOp::Add), LoadKind::Full(I32), I32) {};
    0x1f I64AtomicRmwAdd          [AlignedMemArg(3)] (I32 I64 -> I64)         atomic_rmw(RmwOp::Binary(IntBinOp::Add), LoadKind::Full(I64), I64) {};
    0x20 I32AtomicRmw8AddU        [AlignedMemArg(0)] (I32 I32 -> I32)         atomic_rmw(RmwOp::Binary(IntBinOp::Add), LoadKind::U8, I32) {};
    0x21 I32AtomicRmw16AddU       [AlignedMemArg(1)] (I32 I32 -> I32)         atomic_rmw(RmwOp::Binary(IntBinOp::Add), LoadKind::U16, I32) {};
    0x22 I64AtomicRmw8AddU        [AlignedMemArg(0)] (I32 I64 -> I64)         atomic_rmw(RmwOp::Binary(IntBinOp::Add), LoadKind::U8, I64) {};
    0x23 I64AtomicRmw16AddU       [AlignedMemArg(1)] (I32 I64 -> I64)         atomic_rmw(RmwOp::Binary(IntBinOp::Add), LoadKind::U16, I64) {};
    0x24 I64AtomicRmw32AddU       [AlignedMemArg(2)] (I32 I64 -> I64)         atomic_rmw(RmwOp::Binary(IntBinOp::Add), LoadKind::U32, I64) {};
    0x25 I32AtomicRmwSub          [AlignedMemArg(2)] (I32 I32 -> I32)         atomic_rmw(RmwOp::Binary(IntBinOp::Sub), LoadKind::Full(I32), I32) {};
    0x26 I64AtomicRmwSub          [AlignedMemArg(3)] (I32 I64 -> I64)         atomic_rmw(RmwOp::Binary(IntBinOp::Sub), LoadKind::Full(I64), I64) {};
    0x27 I32AtomicRmw8SubU        [AlignedMemArg(0)] (I32 I32 -> I32)         atomic_rmw(RmwOp::Binary(IntBinOp::Sub), LoadKind::U8, I32) {};
    0x28 I32AtomicRmw16SubU       [AlignedMemArg(1)] (I32 I32 -> I32)         atomic_rmw(RmwOp::Binary(IntBinOp::Sub), LoadKind::U16, I32) {};
    0x29 I64AtomicRmw8SubU        [AlignedMemArg(0)] (I32 I64 -> I64)         atomic_rmw(RmwOp::Binary(IntBinOp::Sub), LoadKind::U8, I64) {};
    0x2a I64AtomicRmw16SubU       [AlignedMemArg(1)] (I32 I64 -> I64)         atomic_rmw(RmwOp::Binary(IntBinOp::Sub), LoadKind::U16, I64) {};
    0x2b I64AtomicRmw32SubU       [AlignedMemArg(2)] (I32 I64 -> I64)         atomic_rmw(RmwOp::Binary(IntBinOp::Sub), LoadKind::U32, I64) {};
    0x2c I32AtomicRmwAnd          [AlignedMemArg(2)] (I32 I32 -> I32)         atomic_rmw(RmwOp::Binary(IntBinOp::And), LoadKind::Full(I32), I32) {};
    0x2d I64AtomicRmwAnd          [AlignedMemArg(3)] (I32 I64 -> I64)         atomic_rmw(RmwOp::Binary(IntBinOp::And), LoadKind::Full(I64), I64) {};
    0x2e I32AtomicRmw8AndU        [AlignedMemArg(0)] (I32 I32 -> I32)         atomic_rmw(RmwOp::Binary(IntBinOp::And), LoadKind::U8, I32) {};
    0x2f I32AtomicRmw16AndU       [AlignedMemArg(1)] (I32 I32 -> I32)         atomic_rmw(RmwOp::Binary(IntBinOp::And), LoadKind::U16, I32) {};
    0x30 I64AtomicRmw8AndU        [AlignedMemArg(0)] (I32 I64 -> I64)         atomic_rmw(RmwOp::Binary(IntBinOp::And), LoadKind::U8, I64) {};
    0x31 I64AtomicRmw16AndU       [AlignedMemArg(1)] (I32 I64 -> I64)         atomic_rmw(RmwOp::Binary(IntBinOp::And), LoadKind::U16, I64) {};
    0x32 I64AtomicRmw32AndU       [AlignedMemArg(2)] (I32 I64 -> I64)         atomic_rmw(RmwOp::Binary(IntBinOp::And), LoadKind::U32, I64) {};
    0x33 I32AtomicRmwOr           [AlignedMemArg(2)] (I32 I32 -> I32)         atomic_rmw(RmwOp::Binary(IntBinOp::Or), LoadKind::Full(I32), I32) {};
    0x34 I64AtomicRmwOr           [AlignedMemArg(3)] (I32 I64 -> I64)         atomic_rmw(RmwOp::Binary(IntBinOp::Or), LoadKind::Full(I64), I64) {};
    0x35 I32AtomicRmw8OrU         [AlignedMemArg(0)] (I32 I32 -> I32)         atomic_rmw(RmwOp::Binary(IntBinOp::Or), LoadKind::U8, I32) {};
    0x36 I32AtomicRmw16OrU        [AlignedMemArg(1)] (I32 I32 -> I32)         atomic_rmw(RmwOp::Binary(IntBinOp::Or), LoadKind::U16, I32) {};
    0x37 I64AtomicRmw8OrU         [AlignedMemArg(0)] (I32 I64 -> I64)         atomic_rmw(RmwOp::Binary(IntBinOp::Or), LoadKind::U8, I64) {};
    0x38 I64AtomicRmw16OrU        [AlignedMemArg(1)] (I32 I64 -> I64)         atomic_rmw(RmwOp::Binary(IntBinOp::Or), LoadKind::U16, I64) {};
    0x39 I64AtomicRmw32OrU        [AlignedMemArg(2)] (I32 I64 -> I64)         atomic_rmw(RmwOp::Binary(IntBinOp::Or), LoadKind::U32, I64) {};
    0x3a I32AtomicRmwXor          [AlignedMemArg(2)] (I32 I32 -> I32)         atomic_rmw(RmwOp::Binary(IntBinOp::Xor), LoadKind::Full(I32), I32) {};
    0x3b I64AtomicRmwXor          [AlignedMemArg(3)] (I32 I64 -> I64)         atomic_rmw(RmwOp::Binary(IntBinOp::Xor), LoadKind::Full(I64), I64) {};
    0x3c I32AtomicRmw8XorU        [AlignedMemArg(0)] (I32 I32 -> I32)         atomic_rmw(RmwOp::Binary(IntBinOp::Xor), LoadKind::U8, I32) {};
    0x3d I32AtomicRmw16XorU       [AlignedMemArg(1)] (I32 I32 -> I32)         atomic_rmw(RmwOp::Binary(IntBinOp::Xor), LoadKind::U16, I32) {};
    0x3e I64AtomicRmw8XorU        [AlignedMemArg(0)] (I32 I64 -> I64)         atomic_rmw(RmwOp::Binary(IntBinOp::Xor), LoadKind::U8, I64) {};
    0x3f I64AtomicRmw16XorU       [AlignedMemArg(1)] (I32 I64 -> I64)         atomic_rmw(RmwOp::Binary(IntBinOp::Xor), LoadKind::U16, I64) {};
    0x40 I64AtomicRmw32XorU       [AlignedMemArg(2)] (I32 I64 -> I64)         atomic_rmw(RmwOp::Binary(IntBinOp::Xor), LoadKind::U32, I64) {};
    0x41 I32AtomicRmwXchg         [AlignedMemArg(2)] (I32 I32 -> I32)         atomic_rmw(RmwOp::Exchange, LoadKind::Full(I32), I32) {};
    0x42 I64AtomicRmwXchg         [AlignedMemArg(3)] (I32 I64 -> I64)         atomic_rmw(RmwOp::Exchange, LoadKind::Full(I64), I64) {};
    0x43 I32AtomicRmw8XchgU       [AlignedMemArg(0)] (I32 I32 -> I32)         atomic_rmw(RmwOp::Exchange, LoadKind::U8, I32) {};
    0x44 I32AtomicRmw16XchgU      [AlignedMemArg(1)] (I32 I32 -> I32)         atomic_rmw(RmwOp::Exchange, LoadKind::U16, I32) {};
    0x45 I64AtomicRmw8XchgU       [AlignedMemArg(0)] (I32 I64 -> I64)         atomic_rmw(RmwOp::Exchange, LoadKind::U8, I64) {};
    0x46 I64AtomicRmw16XchgU      [AlignedMemArg(1)] (I32 I64 -> I64)         atomic_rmw(RmwOp::Exchange, LoadKind::U16, I64) {};
    0x47 I64AtomicRmw32XchgU      [AlignedMemArg(2)] (I32 I64 -> I64)         atomic_rmw(RmwOp::Exchange, LoadKind::U32, I64) {};

    // Compare-exchange.
    0x48 I32AtomicRmwCmpxchg      [AlignedMemArg(2)] (I32 I32 I32 -> I32)     atomic_cmpxchg(LoadKind::Full(I32), I32) {};
    0x49 I64AtomicRmwCmpxchg      [AlignedMemArg(3)] (I32 I64 I64 -> I64)     atomic_cmpxchg(LoadKind::Full(I64), I64) {};
    0x4a I32AtomicRmw8CmpxchgU    [AlignedMemArg(0)] (I32 I32 I32 -> I32)     atomic_cmpxchg(LoadKind::U8, I32)        {};
    0x4b I32AtomicRmw16CmpxchgU   [AlignedMemArg(1)] (I32 I32 I32 -> I32)     atomic_cmpxchg(LoadKind::U16, I32)       {};
    0x4c I64AtomicRmw8CmpxchgU    [AlignedMemArg(0)] (I32 I64 I64 -> I64)     atomic_cmpxchg(LoadKind::U8, I64)        {};
    0x4d I64AtomicRmw16CmpxchgU   [AlignedMemArg(1)] (I32 I64 I64 -> I64)     atomic_cmpxchg(LoadKind::U16, I64)       {};
    0x4e I64AtomicRmw32CmpxchgU   [AlignedMemArg(2)] (I32 I64 I64 -> I64)     atomic_cmpxchg(LoadKind::U32, I64)       {};
} } }

pub(crate) use for_each_atomic_opcode;
