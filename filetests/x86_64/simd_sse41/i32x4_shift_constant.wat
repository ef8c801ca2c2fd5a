;;! target = "x86_64"
;;! cpu = "baseline"
;; Shifts of the lanes of i32x4 by a constant. With SSE4.1.

(module
  (func $shl (param $x v128) (result v128)
    (i32x4.shl (local.get $x) (i32.const 3)))

  (func $shr_s (param $x v128) (result v128)
    (i32x4.shr_s (local.get $x) (i32.const 3)))

  (func $shr_u (param $x v128) (result v128)
    (i32x4.shr_u (local.get $x) (i32.const 3))))

;; $shl: 6 bytes
;;     pslld   xmm0, 3
;;     ret
;;
;; $shr_s: 6 bytes
;;     psrad   xmm0, 3
;;     ret
;;
;; $shr_u: 6 bytes
;;     psrld   xmm0, 3
;;     ret
