;;! target = "x86_64"
;;! cpu = "baseline"
;; Lanes of i16x8 as those of i8x16, saturating. With SSE4.1.

(module
  (func $i8x16_narrow_i16x8_s (param $x v128) (param $y v128) (result v128)
    (i8x16.narrow_i16x8_s (local.get $x) (local.get $y)))

  (func $i8x16_narrow_i16x8_u (param $x v128) (param $y v128) (result v128)
    (i8x16.narrow_i16x8_u (local.get $x) (local.get $y))))

;; $i8x16_narrow_i16x8_s: 5 bytes
;;     packsswb xmm0, xmm1
;;     ret
;;
;; $i8x16_narrow_i16x8_u: 5 bytes
;;     packuswb xmm0, xmm1
;;     ret
