;;! target = "aarch64"
;; Whether all lanes of i32x4 are other than zero, as a number and as a condition.

(module
  (func $value (param $x v128) (result i32)
    (i32x4.all_true (local.get $x)))

  (func $branch (param $x v128) (result i32)
    (if (result i32) (i32x4.all_true (local.get $x))
      (then (i32.const 1))
      (else (i32.const 2)))))

;; $value: 20 bytes
;;     uminv   s31, v0.4s
;;     fmov    w16, s31
;;     cmp     w16, #0
;;     cset    w0, ne
;;     ret
;;
;; $branch: 28 bytes
;;     uminv   s31, v0.4s
;;     fmov    w16, s31
;;     cbz     w16, L1
;;     mov     w0, #1
;;     b       L2
;; L1:
;;     mov     w0, #2
;; L2:
;;     ret
