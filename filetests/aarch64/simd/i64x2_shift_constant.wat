;;! target = "aarch64"
;; Shifts of the lanes of i64x2 by a constant.

(module
  (func $shl (param $x v128) (result v128)
    (i64x2.shl (local.get $x) (i32.const 3)))

  (func $shr_s (param $x v128) (result v128)
    (i64x2.shr_s (local.get $x) (i32.const 3)))

  (func $shr_u (param $x v128) (result v128)
    (i64x2.shr_u (local.get $x) (i32.const 3))))

;; $shl: 12 bytes
;;     mov     v16.16b, v0.16b
;;     shl     v0.2d, v16.2d, #3
;;     ret
;;
;; $shr_s: 12 bytes
;;     mov     v16.16b, v0.16b
;;     sshr    v0.2d, v16.2d, #3
;;     ret
;;
;; $shr_u: 12 bytes
;;     mov     v16.16b, v0.16b
;;     ushr    v0.2d, v16.2d, #3
;;     ret
