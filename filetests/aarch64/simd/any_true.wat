;;! target = "aarch64"
;; Whether any bit is set, as a number and as a condition.

(module
  (func $value (param $x v128) (result i32)
    (v128.any_true (local.get $x)))

  (func $branch (param $x v128) (result i32)
    (if (result i32) (v128.any_true (local.get $x))
      (then (i32.const 1))
      (else (i32.const 2))))

  (func $none (param $x v128) (param $y v128) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i32.eqz (v128.any_true (v128.and (local.get $x) (local.get $y)))))))

;; $value: 20 bytes
;;     umaxp   v31.4s, v0.4s, v0.4s
;;     fmov    x16, d31
;;     cmp     x16, #0
;;     cset    w0, ne
;;     ret
;;
;; $branch: 28 bytes
;;     umaxp   v31.4s, v0.4s, v0.4s
;;     fmov    x16, d31
;;     cbz     x16, L1
;;     mov     w0, #1
;;     b       L2
;; L1:
;;     mov     w0, #2
;; L2:
;;     ret
;;
;; $none: 24 bytes
;;     and     v2.16b, v0.16b, v1.16b
;;     umaxp   v31.4s, v2.4s, v2.4s
;;     fmov    x16, d31
;;     cmp     x16, #0
;;     csel    w0, w1, w2, eq
;;     ret
