;;! target = "aarch64"
;; Shifts of the lanes of i16x8 by a count that is not known.

(module
  (func $shl (param $x v128) (param $count i32) (result v128)
    (i16x8.shl (local.get $x) (local.get $count)))

  (func $shr_s (param $x v128) (param $count i32) (result v128)
    (i16x8.shr_s (local.get $x) (local.get $count)))

  (func $shr_u (param $x v128) (param $count i32) (result v128)
    (i16x8.shr_u (local.get $x) (local.get $count))))

;; $shl: 16 bytes
;;     and     w16, w1, #0xf
;;     dup     v31.8h, w16
;;     ushl    v0.8h, v0.8h, v31.8h
;;     ret
;;
;; $shr_s: 20 bytes
;;     and     w16, w1, #0xf
;;     neg     w16, w16
;;     dup     v31.8h, w16
;;     sshl    v0.8h, v0.8h, v31.8h
;;     ret
;;
;; $shr_u: 20 bytes
;;     and     w16, w1, #0xf
;;     neg     w16, w16
;;     dup     v31.8h, w16
;;     ushl    v0.8h, v0.8h, v31.8h
;;     ret
