;;! target = "aarch64"
;; Shifts of the lanes of i64x2 by a count that is not known.

(module
  (func $shl (param $x v128) (param $count i32) (result v128)
    (i64x2.shl (local.get $x) (local.get $count)))

  (func $shr_s (param $x v128) (param $count i32) (result v128)
    (i64x2.shr_s (local.get $x) (local.get $count)))

  (func $shr_u (param $x v128) (param $count i32) (result v128)
    (i64x2.shr_u (local.get $x) (local.get $count))))

;; $shl: 16 bytes
;;     and     w16, w1, #0x3f
;;     dup     v31.2d, x16
;;     ushl    v0.2d, v0.2d, v31.2d
;;     ret
;;
;; $shr_s: 20 bytes
;;     and     w16, w1, #0x3f
;;     neg     w16, w16
;;     dup     v31.2d, x16
;;     sshl    v0.2d, v0.2d, v31.2d
;;     ret
;;
;; $shr_u: 20 bytes
;;     and     w16, w1, #0x3f
;;     neg     w16, w16
;;     dup     v31.2d, x16
;;     ushl    v0.2d, v0.2d, v31.2d
;;     ret
