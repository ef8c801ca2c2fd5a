;;! target = "aarch64"
;; The operator that always traps.

(module
  (func $always
    (unreachable))

  (func $sometimes (param $x i32) (result i32)
    (if (local.get $x) (then (unreachable)))
    (i32.const 1))

  (func $on_comparison (param $x i32) (param $y i32) (result i32)
    (if (i32.ge_u (local.get $x) (local.get $y)) (then (unreachable)))
    (local.get $x)))

;; $always: 4 bytes
;;     udf     #9                                  ; trap: unreachable
;;
;; $sometimes: 16 bytes
;;     cbnz    w1, L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     udf     #9                                  ; trap: unreachable
;;
;; $on_comparison: 20 bytes
;;     cmp     w1, w2
;;     b.hs    L1
;;     mov     w0, w1
;;     ret
;; L1:
;;     udf     #9                                  ; trap: unreachable
