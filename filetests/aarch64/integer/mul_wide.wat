;;! target = "aarch64"
;; Products of 128 bits.

(module
  (func $signed (param $a i64) (param $b i64) (result i64 i64)
    (i64.mul_wide_s (local.get $a) (local.get $b)))

  (func $unsigned (param $a i64) (param $b i64) (result i64 i64)
    (i64.mul_wide_u (local.get $a) (local.get $b)))

  (func $constant (param $a i64) (result i64)
    (i64.mul_wide_u (local.get $a) (i64.const 10))
    (local.set $a)
    (drop)
    (local.get $a))

  (func $temporaries (param $a i64) (param $b i64) (result i64)
    (i64.mul_wide_s (i64.clz (local.get $a)) (i64.ctz (local.get $b)))
    (i64.xor))

  ;; The upper half is added to the next product.
  (func $chain (param $a i64) (param $b i64) (param $c i64) (result i64 i64)
    (i64.mul_wide_u (local.get $a) (local.get $b))
    (i64.mul_wide_u (local.get $a) (local.get $c))
    (i64.add128)))

;; $signed: 28 bytes, 16 bytes of frame
;;     sub     sp, sp, #0x10
;;     smulh   x3, x1, x2
;;     mul     x0, x1, x2
;;     stp     x0, x3, [sp]
;;     ldp     x0, x1, [sp]
;;     add     sp, sp, #0x10
;;     ret
;;
;; $unsigned: 28 bytes, 16 bytes of frame
;;     sub     sp, sp, #0x10
;;     umulh   x3, x1, x2
;;     mul     x0, x1, x2
;;     stp     x0, x3, [sp]
;;     ldp     x0, x1, [sp]
;;     add     sp, sp, #0x10
;;     ret
;;
;; $constant: 24 bytes
;;     mov     w0, #0xa
;;     umulh   x3, x1, x0
;;     mul     x2, x1, x0
;;     mov     x1, x3
;;     mov     x0, x1
;;     ret
;;
;; $temporaries: 28 bytes
;;     clz     x0, x1
;;     rbit    x16, x2
;;     clz     x3, x16
;;     smulh   x5, x0, x3
;;     mul     x4, x0, x3
;;     eor     x0, x4, x5
;;     ret
;;
;; $chain: 44 bytes, 16 bytes of frame
;;     sub     sp, sp, #0x10
;;     umulh   x4, x1, x2
;;     mul     x0, x1, x2
;;     umulh   x6, x1, x3
;;     mul     x5, x1, x3
;;     adds    x0, x0, x5
;;     adc     x4, x4, x6
;;     stp     x0, x4, [sp]
;;     ldp     x0, x1, [sp]
;;     add     sp, sp, #0x10
;;     ret
