;;! target = "aarch64"
;; Shifts of the lanes of i8x16 by a count that is not known.

(module
  (func $shl (param $x v128) (param $count i32) (result v128)
    (i8x16.shl (local.get $x) (local.get $count)))

  (func $shr_s (param $x v128) (param $count i32) (result v128)
    (i8x16.shr_s (local.get $x) (local.get $count)))

  (func $shr_u (param $x v128) (param $count i32) (result v128)
    (i8x16.shr_u (local.get $x) (local.get $count))))

;; $shl: 16 bytes
;;     and     w16, w1, #7
;;     dup     v31.16b, w16
;;     ushl    v0.16b, v0.16b, v31.16b
;;     ret
;;
;; $shr_s: 20 bytes
;;     and     w16, w1, #7
;;     neg     w16, w16
;;     dup     v31.16b, w16
;;     sshl    v0.16b, v0.16b, v31.16b
;;     ret
;;
;; $shr_u: 20 bytes
;;     and     w16, w1, #7
;;     neg     w16, w16
;;     dup     v31.16b, w16
;;     ushl    v0.16b, v0.16b, v31.16b
;;     ret
