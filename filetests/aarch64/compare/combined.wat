;;! target = "aarch64"
;; Two comparisons combined by a logical operator.

(module
  (func $both (param $x i32) (result i32)
    (i32.and (i32.ge_s (local.get $x) (i32.const 0)) (i32.lt_s (local.get $x) (i32.const 10))))

  (func $either_branch (param $x i32) (param $y i32) (result i32)
    (block $out
      (br_if $out (i32.or (i32.eqz (local.get $x)) (i32.eqz (local.get $y))))
      (return (i32.const 1)))
    (i32.const 2))

  (func $range (param $x i32) (result i32)
    (i32.lt_u (i32.sub (local.get $x) (i32.const 48)) (i32.const 10))))

;; $both: 16 bytes
;;     tst     w1, #0x80000000
;;     ccmp    w1, #0xa, #0, eq
;;     cset    w0, lt
;;     ret
;;
;; $either_branch: 28 bytes
;;     cmp     w1, #0
;;     ccmp    w2, #0, #4, ne
;;     b.eq    L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
;;
;; $range: 16 bytes
;;     sub     w0, w1, #0x30
;;     cmp     w0, #0xa
;;     cset    w0, lo
;;     ret
