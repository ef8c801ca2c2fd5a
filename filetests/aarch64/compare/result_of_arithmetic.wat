;;! target = "aarch64"
;; A result that is compared with zero as soon as it is there.

(module
  (func $count_down (param $n i32) (result i32)
    (local $i i32)
    (loop $again
      (local.set $i (i32.add (local.get $i) (i32.const 3)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $i))

  (func $difference_is_zero (param $x i32) (param $y i32) (result i32)
    (if (result i32) (i32.eqz (i32.sub (local.get $x) (local.get $y)))
      (then (i32.const 1))
      (else (i32.const 2))))

  (func $stored_and_tested (param $x i64) (result i32)
    (local.set $x (i64.add (local.get $x) (i64.const -1)))
    (if (result i32) (i64.eqz (local.get $x))
      (then (i32.const 1))
      (else (i32.const 2)))))

;; $count_down: 24 bytes
;;     mov     w12, #0
;; L1:
;;     add     w12, w12, #3
;;     sub     w1, w1, #1
;;     cbnz    w1, L1
;;     mov     w0, w12
;;     ret
;;
;; $difference_is_zero: 24 bytes
;;     sub     w0, w1, w2
;;     cbnz    w0, L1
;;     mov     w0, #1
;;     b       L2
;; L1:
;;     mov     w0, #2
;; L2:
;;     ret
;;
;; $stored_and_tested: 24 bytes
;;     sub     x1, x1, #1
;;     cbnz    x1, L1
;;     mov     w0, #1
;;     b       L2
;; L1:
;;     mov     w0, #2
;; L2:
;;     ret
