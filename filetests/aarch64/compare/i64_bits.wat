;;! target = "aarch64"
;; Tests whether bits of i64 are set.

(module
  (func $any (param $x i64) (result i32)
    (block $out
      (br_if $out (i64.ne (i64.and (local.get $x) (i64.const 0xf0)) (i64.const 0)))
      (return (i32.const 1)))
    (i32.const 2))

  (func $none (param $x i64) (param $y i64) (result i32)
    (i64.eqz (i64.and (local.get $x) (local.get $y))))

  (func $one_bit (param $x i64) (result i32)
    (if (result i32) (i64.eqz (i64.and (local.get $x) (i64.const 8)))
      (then (i32.const 1))
      (else (i32.const 2))))

  (func $lowest_bit (param $x i64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i64.eqz (i64.and (local.get $x) (i64.const 1))))))

;; $any: 24 bytes
;;     and     x0, x1, #0xf0
;;     cbnz    x0, L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
;;
;; $none: 12 bytes
;;     tst     x1, x2
;;     cset    w0, eq
;;     ret
;;
;; $one_bit: 20 bytes
;;     tbnz    w1, #3, L1
;;     mov     w0, #1
;;     b       L2
;; L1:
;;     mov     w0, #2
;; L2:
;;     ret
;;
;; $lowest_bit: 12 bytes
;;     tst     x1, #1
;;     csel    w0, w2, w3, eq
;;     ret
