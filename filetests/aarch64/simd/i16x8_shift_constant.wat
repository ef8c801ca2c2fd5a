;;! target = "aarch64"
;; Shifts of the lanes of i16x8 by a constant.

(module
  (func $shl (param $x v128) (result v128)
    (i16x8.shl (local.get $x) (i32.const 3)))

  (func $shr_s (param $x v128) (result v128)
    (i16x8.shr_s (local.get $x) (i32.const 3)))

  (func $shr_u (param $x v128) (result v128)
    (i16x8.shr_u (local.get $x) (i32.const 3))))

;; $shl: 8 bytes
;;     shl     v0.8h, v0.8h, #3
;;     ret
;;
;; $shr_s: 8 bytes
;;     sshr    v0.8h, v0.8h, #3
;;     ret
;;
;; $shr_u: 8 bytes
;;     ushr    v0.8h, v0.8h, #3
;;     ret
