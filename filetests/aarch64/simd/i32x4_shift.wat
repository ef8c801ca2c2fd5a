;;! target = "aarch64"
;; Shifts of the lanes of i32x4 by a count that is not known.

(module
  (func $shl (param $x v128) (param $count i32) (result v128)
    (i32x4.shl (local.get $x) (local.get $count)))

  (func $shr_s (param $x v128) (param $count i32) (result v128)
    (i32x4.shr_s (local.get $x) (local.get $count)))

  (func $shr_u (param $x v128) (param $count i32) (result v128)
    (i32x4.shr_u (local.get $x) (local.get $count))))

;; $shl: 16 bytes
;;     and     w16, w1, #0x1f
;;     dup     v31.4s, w16
;;     ushl    v0.4s, v0.4s, v31.4s
;;     ret
;;
;; $shr_s: 20 bytes
;;     and     w16, w1, #0x1f
;;     neg     w16, w16
;;     dup     v31.4s, w16
;;     sshl    v0.4s, v0.4s, v31.4s
;;     ret
;;
;; $shr_u: 20 bytes
;;     and     w16, w1, #0x1f
;;     neg     w16, w16
;;     dup     v31.4s, w16
;;     ushl    v0.4s, v0.4s, v31.4s
;;     ret
