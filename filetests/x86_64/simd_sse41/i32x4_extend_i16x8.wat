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

;; $i32x4_extend_low_i16x8_s: 6 bytes
;;     pmovsxwd xmm0, xmm0
;;     ret
;;
;; $i32x4_extend_low_i16x8_u: 6 bytes
;;     pmovzxwd xmm0, xmm0
;;     ret
;;
;; $i32x4_extend_high_i16x8_s: 11 bytes
;;     pshufd  xmm0, xmm0, -0x12
;;     pmovsxwd xmm0, xmm0
;;     ret
;;
;; $i32x4_extend_high_i16x8_u: 11 bytes
;;     pshufd  xmm0, xmm0, -0x12
;;     pmovzxwd xmm0, xmm0
;;     ret
