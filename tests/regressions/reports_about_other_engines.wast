;; What was reported about other engines, in essence; `docs/REPORTS_TRIED.md` has the list.

;; wasmer 2159, 2347, WAMR 4139: a sign that is copied from a NaN that was just made. Which sign that is, is not specified.
(module
  (func (export "div") (result f64)
    (f64.abs (f64.copysign (f64.const 0) (f64.div (f64.const 0) (f64.const 0)))))
  (func (export "floor") (result f32) (f32.copysign (f32.const 7) (f32.floor (f32.const -0.5))))
  (func (export "ceil") (param f64) (result f64) (f64.copysign (f64.ceil (f64.const 0)) (local.get 0)))
  (func (export "min") (result f64)
    (f64.abs (f64.copysign (f64.const 3) (f64.min (f64.const -nan:0xfffffffff0000) (f64.const 0x1.8p-1073))))))
(assert_return (invoke "div") (f64.const 0))
(assert_return (invoke "floor") (f32.const -7))
(assert_return (invoke "ceil" (f64.const -1)) (f64.const -0))
(assert_return (invoke "min") (f64.const 3))

;; wasmi 435: the sign is all that is changed of a signalling NaN.
(module
  (func (export "f") (result i32)
    (i32.reinterpret_f32 (f32.copysign (f32.const -nan:0xefef4) (f32.const -1))))
  (func (export "g") (result i32)
    (i32.reinterpret_f32 (f32.copysign (f32.const -nan:0xefef4) (f32.const 1)))))
(assert_return (invoke "f") (i32.const 0xff8efef4))
(assert_return (invoke "g") (i32.const 0x7f8efef4))

;; wasmer 3940, 6239: results in another order than the parameters.
(module
  (func (export "same") (param i32 i32) (result i32 i32) (local.get 0) (local.get 1))
  (func $f (param i32 i64 i64 i32) (result i32 i64 i64 i32)
    (local.get 3) (local.get 2) (local.get 1) (local.get 0))
  (func (export "shuffled") (param i32 i64 i64 i32) (result i32 i64 i64 i32)
    i64.const -4265284941748041462
    drop
    local.get 0
    local.get 0
    drop
    local.get 2
    local.get 1
    local.get 3
    call $f))
(assert_return (invoke "same" (i32.const 1) (i32.const 2)) (i32.const 1) (i32.const 2))
(assert_return (invoke "shuffled" (i32.const 1) (i64.const 2) (i64.const 3) (i32.const 4))
  (i32.const 4) (i64.const 2) (i64.const 3) (i32.const 1))

;; wasmtime 10613, wasmi 1972: a table of branches that carry several values to blocks of different heights.
(module
  (func (export "e") (result i64 f64)
    call $a
    block $block (result i64 f64)
      call $b
      i32.const 1
      br_table $block 1 $block
      unreachable
    end
    unreachable)
  (func $a (result i64 f64) (i64.const 4) (f64.const 5))
  (func $b (result i64 f64) (i64.const 7) (f64.const 8))
  (func (export "heights") (param i32) (result i32)
    (block $outer (result i32 i32)
      (i32.const 100)
      (block $inner (result i32 i32)
        (i32.const 1) (i32.const 2)
        (br_table $inner $outer $inner (local.get 0)))
      i32.add
      i32.add
      (i32.const 1000))
    i32.add))
(assert_return (invoke "e") (i64.const 7) (f64.const 8))
(assert_return (invoke "heights" (i32.const 0)) (i32.const 1103))
(assert_return (invoke "heights" (i32.const 1)) (i32.const 3))
(assert_return (invoke "heights" (i32.const 9)) (i32.const 1103))

;; WAMR 3403: parameters of a block, of which one arm is not reached.
(module
  (func (export "f") (result i64)
    i64.const 122
    i32.const 1
    i32.const 2147483647
    i32.const -1
    i32.const 1
    if (param i32 i32 i32) (result i32)
      select
    else
      br 0
      nop
      select
    end
    drop))
(assert_return (invoke "f") (i64.const 122))

;; WAMR 3170: what is wrapped is the value under the one that is dropped.
(module
  (memory 1 5)
  (func (export "f") (result i32)
    block (result i64)
      i64.const -7384628800742112618
      br 0
    end
    i64.const 8296663890419202031
    i64.clz
    drop
    i32.wrap_i64
    i32.load8_s offset=32226))
(assert_trap (invoke "f") "out of bounds memory access")

;; WAMR 4028: the last byte that is read is one behind the memory.
(module
  (memory 1)
  (func (export "load") (param i32) (result i32) (i32.load offset=25 (local.get 0))))
(assert_return (invoke "load" (i32.const 65507)) (i32.const 0))
(assert_trap (invoke "load" (i32.const 65508)) "out of bounds memory access")

;; wasmtime 8632: two comparisons, of integers and of floating-point numbers, that both stay in flags.
(module
  (func (export "d") (result i32 i32 i32)
    i32.const 1
    i32.eqz
    f64.const 0
    f64.const 1
    f64.ne
    i32.const 1111))
(assert_return (invoke "d") (i32.const 0) (i32.const 1) (i32.const 1111))

;; wago 48: the least of two zeroes is the negative one.
(module
  (func (export "min") (param f64 f64) (result f64) (f64.min (local.get 0) (local.get 1)))
  (func (export "max") (param f32 f32) (result f32) (f32.max (local.get 0) (local.get 1))))
(assert_return (invoke "min" (f64.const -0) (f64.const 0)) (f64.const -0))
(assert_return (invoke "min" (f64.const 0) (f64.const -0)) (f64.const -0))
(assert_return (invoke "max" (f32.const -0) (f32.const 0)) (f32.const 0))
(assert_return (invoke "max" (f32.const 0) (f32.const -0)) (f32.const 0))
(assert_return (invoke "min" (f64.const nan) (f64.const 1)) (f64.const nan:canonical))

;; WAMR 2096, bulk-memory-operations 86: nothing is written, but to where nothing could be.
(module
  (table 3 funcref)
  (memory 1)
  (elem $e func $f)
  (data $d "x")
  (func $f)
  (func (export "init") (param i32) (table.init $e (local.get 0) (i32.const 0) (i32.const 0)))
  (func (export "fill") (param i32) (memory.fill (local.get 0) (i32.const 1) (i32.const 0)))
  (func (export "copy") (param i32) (memory.copy (i32.const 0) (local.get 0) (i32.const 0)))
  (func (export "data") (param i32) (memory.init $d (i32.const 0) (local.get 0) (i32.const 0))))
(assert_return (invoke "init" (i32.const 3)))
(assert_trap (invoke "init" (i32.const 4)) "out of bounds table access")
(assert_trap (invoke "init" (i32.const -2147483648)) "out of bounds table access")
(assert_return (invoke "fill" (i32.const 65536)))
(assert_trap (invoke "fill" (i32.const 65537)) "out of bounds memory access")
(assert_return (invoke "copy" (i32.const 65536)))
(assert_trap (invoke "copy" (i32.const -1)) "out of bounds memory access")
(assert_return (invoke "data" (i32.const 1)))
(assert_trap (invoke "data" (i32.const 2)) "out of bounds memory access")

;; spec 421: rounded once.
(module
  (func (export "u") (param i64) (result f32) (f32.convert_i64_u (local.get 0)))
  (func (export "s") (param i64) (result f32) (f32.convert_i64_s (local.get 0))))
(assert_return (invoke "u" (i64.const 0x7fffff4000000001)) (f32.const 0x1.fffffep+62))
(assert_return (invoke "u" (i64.const 0x8000008000000001)) (f32.const 0x1.000002p+63))
(assert_return (invoke "u" (i64.const 0xfffffe8000000001)) (f32.const 0x1.fffffep+63))
(assert_return (invoke "s" (i64.const 0x358a09a000000002)) (f32.const 3857906751034621952))

;; spec 1224, wasmoon 113, wasmtime 6787, wasker 116, wasmer 5661: at the ends of what integers can be.
(module
  (func (export "s") (param f64) (result i32) (i32.trunc_f64_s (local.get 0)))
  (func (export "u") (param f64) (result i32) (i32.trunc_f64_u (local.get 0)))
  (func (export "u64") (param f64) (result i64) (i64.trunc_f64_u (local.get 0)))
  (func (export "f32") (param f32) (result i32) (i32.trunc_f32_s (local.get 0)))
  (func (export "sat") (param f32) (result i64) (i64.trunc_sat_f32_u (local.get 0)))
  (func (export "sat_s") (param f64) (result i32) (i32.trunc_sat_f64_s (local.get 0))))
(assert_return (invoke "s" (f64.const -2147483648.1)) (i32.const -2147483648))
(assert_return (invoke "s" (f64.const 2147483647.9)) (i32.const 2147483647))
(assert_trap (invoke "s" (f64.const -2147483649)) "integer overflow")
(assert_return (invoke "u" (f64.const -0.9)) (i32.const 0))
(assert_trap (invoke "u" (f64.const -1)) "integer overflow")
(assert_return (invoke "u64" (f64.const 9223372036854775808)) (i64.const 0x8000000000000000))
(assert_return (invoke "u64" (f64.const 18446744073709549568)) (i64.const 0xfffffffffffff800))
(assert_trap (invoke "u64" (f64.const 18446744073709551616)) "integer overflow")
(assert_trap (invoke "f32" (f32.const nan)) "invalid conversion to integer")
(assert_return (invoke "sat" (f32.const nan)) (i64.const 0))
(assert_return (invoke "sat" (f32.const inf)) (i64.const -1))
(assert_return (invoke "sat_s" (f64.const -nan)) (i32.const 0))
(assert_return (invoke "sat_s" (f64.const 1e300)) (i32.const 2147483647))

;; wasmtime 2679: a shift by nothing.
(module
  (func (export "shl") (param i64 i64) (result i64) (i64.shl (local.get 0) (local.get 1)))
  (func (export "rotl") (param i64 i64) (result i64) (i64.rotl (local.get 0) (local.get 1)))
  (func (export "vector") (param i32) (result i64)
    (i64x2.extract_lane 1 (i64x2.shl (v128.const i64x2 5 1) (local.get 0)))))
(assert_return (invoke "shl" (i64.const 1) (i64.const 0)) (i64.const 1))
(assert_return (invoke "shl" (i64.const 1) (i64.const 64)) (i64.const 1))
(assert_return (invoke "rotl" (i64.const 3) (i64.const 64)) (i64.const 3))
(assert_return (invoke "vector" (i32.const 64)) (i64.const 1))

;; wasmer-python 709, WasmEdge 2988, 5226, WAMR 2714, wasmi 1845, wasmtime 8132: vectors.
(module
  (global $one f64 (f64.const 1))
  (func (export "lanes") (result i64)
    (i64x2.extract_lane 1 (f64x2.replace_lane 0 (v128.const i64x2 -1 1) (global.get $one))))
  (func (export "max") (result v128)
    (f32x4.max
      (v128.const i32x4 0x31ade6ad 0xbf869822 0xdb87594b 0x48fd608e)
      (v128.const i32x4 0x98b0d628 0xe4357829 0xe540fb45 0x9761a110)))
  (func (export "sat") (param f64) (result v128)
    (i32x4.trunc_sat_f64x2_s_zero (f64x2.splat (local.get 0))))
  (func (export "swizzle") (param v128 v128) (result v128) (i8x16.swizzle (local.get 0) (local.get 1)))
  (func (export "select") (param v128 i32) (result v128)
    (select (local.get 0) (v128.const i64x2 0 0) (local.get 1)))
  (func $high (param v128 v128 v128 v128 v128 v128 v128 v128 v128) (result v128)
    (i16x8.extmul_high_i8x16_s (local.get 5) (local.get 8)))
  (func (export "high") (param v128 v128) (result v128)
    (call $high (local.get 1) (local.get 1) (local.get 1) (local.get 1) (local.get 1)
      (local.get 0) (local.get 0) (local.get 0) (local.get 1))))
(assert_return (invoke "lanes") (i64.const 1))
(assert_return (invoke "max") (v128.const i32x4 0x31ade6ad 0xbf869822 0xdb87594b 0x48fd608e))
(assert_return (invoke "sat" (f64.const nan)) (v128.const i32x4 0 0 0 0))
(assert_return (invoke "sat" (f64.const -1e20)) (v128.const i32x4 0x80000000 0x80000000 0 0))
(assert_return
  (invoke "swizzle"
    (v128.const i8x16 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16)
    (v128.const i8x16 15 16 0 255 128 14 17 1 31 32 2 3 4 5 6 7))
  (v128.const i8x16 16 0 1 0 0 15 0 2 0 0 3 4 5 6 7 8))
(assert_return (invoke "select" (v128.const i64x2 1 2) (i32.const 0)) (v128.const i64x2 0 0))
(assert_return (invoke "select" (v128.const i64x2 1 2) (i32.const 3)) (v128.const i64x2 1 2))
(assert_return
  (invoke "high"
    (v128.const i8x16 0 0 0 0 0 0 0 0 1 2 3 -4 5 127 -128 8)
    (v128.const i8x16 0 0 0 0 0 0 0 0 1 -2 3 4 5 127 -128 8))
  (v128.const i16x8 1 -4 9 -16 25 16129 16384 64))
