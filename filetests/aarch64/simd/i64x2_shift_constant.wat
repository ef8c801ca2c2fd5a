;;! target = "aarch64"
;; Shifts of the lanes of i64x2 by a constant.

(module
  (func $shl (param $x v128) (result v128)
    (i64x2.shl (local.get $x) (i32.const 3)))

  (func $shr_s (param $x v128) (result v128)
    (i64x2.shr_s (local.get $x) (i32.const 3)))

  (func $shr_u (param $x v128) (result v128)
    (i64x2.shr_u (local.get $x) (i32.const 3))))

;; $shl: 8 bytes
;;     shl     v0.2d, v0.2d, #3
;;     ret
;;
;; $shr_s: 8 bytes
;;     sshr    v0.2d, v0.2d, #3
;;     ret
;;
;; $shr_u: 8 bytes
;;     ushr    v0.2d, v0.2d, #3
;;     ret
