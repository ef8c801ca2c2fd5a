;;! target = "aarch64"
;; Whether all lanes of i64x2 are other than zero, as a number and as a condition.

(module
  (func $value (param $x v128) (result i32)
    (i64x2.all_true (local.get $x)))

  (func $branch (param $x v128) (result i32)
    (if (result i32) (i64x2.all_true (local.get $x))
      (then (i32.const 1))
      (else (i32.const 2)))))

;; $value: 24 bytes
;;     cmeq    v31.2d, v0.2d, #0
;;     addp    v31.2d, v31.2d, v31.2d
;;     fmov    x16, d31
;;     cmp     x16, #0
;;     cset    w0, eq
;;     ret
;;
;; $branch: 32 bytes
;;     cmeq    v31.2d, v0.2d, #0
;;     addp    v31.2d, v31.2d, v31.2d
;;     fmov    x16, d31
;;     cbnz    x16, L1
;;     mov     w0, #1
;;     b       L2
;; L1:
;;     mov     w0, #2
;; L2:
;;     ret
