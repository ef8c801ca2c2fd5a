;;! target = "x86_64"
;;! cpu = "baseline"
;; Shifts of the lanes of i16x8 by a constant. With SSE4.1.

(module
  (func $shl (param $x v128) (result v128)
    (i16x8.shl (local.get $x) (i32.const 3)))

  (func $shr_s (param $x v128) (result v128)
    (i16x8.shr_s (local.get $x) (i32.const 3)))

  (func $shr_u (param $x v128) (result v128)
    (i16x8.shr_u (local.get $x) (i32.const 3))))

;; $shl: 6 bytes
;;     psllw   xmm0, 3
;;     ret
;;
;; $shr_s: 6 bytes
;;     psraw   xmm0, 3
;;     ret
;;
;; $shr_u: 6 bytes
;;     psrlw   xmm0, 3
;;     ret
