;;! target = "x86_64"
;;! cpu = "baseline"
;; The lower or the upper lanes of i16x8 as i32x4. With SSE4.1.

(module
  (func $i32x4_extend_low_i16x8_s (param $x v128) (result v128)
    (i32x4.extend_low_i16x8_s (local.get $x)))

  (func $i32x4_extend_low_i16x8_u (param $x v128) (result v128)
    (i32x4.extend_low_i16x8_u (local.get $x)))

  (func $i32x4_extend_high_i16x8_s (param $x v128) (result v128)
    (i32x4.extend_high_i16x8_s (local.get $x)))

  (func $i32x4_extend_high_i16x8_u (param $x v128) (result v128)
    (i32x4.extend_high_i16x8_u (local.get $x))))

;; $i32x4_extend_low_i16x8_s: 9 bytes
;;     movaps  xmm7, xmm0
;;     pmovsxwd xmm0, xmm7
;;     ret
;;
;; $i32x4_extend_low_i16x8_u: 9 bytes
;;     movaps  xmm7, xmm0
;;     pmovzxwd xmm0, xmm7
;;     ret
;;
;; $i32x4_extend_high_i16x8_s: 14 bytes
;;     movaps  xmm7, xmm0
;;     pshufd  xmm0, xmm7, -0x12
;;     pmovsxwd xmm0, xmm0
;;     ret
;;
;; $i32x4_extend_high_i16x8_u: 14 bytes
;;     movaps  xmm7, xmm0
;;     pshufd  xmm0, xmm7, -0x12
;;     pmovzxwd xmm0, xmm0
;;     ret
