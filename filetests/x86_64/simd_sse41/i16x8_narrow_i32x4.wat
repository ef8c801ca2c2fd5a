;;! target = "x86_64"
;;! cpu = "baseline"
;; Lanes of i32x4 as those of i16x8, saturating. With SSE4.1.

(module
  (func $i16x8_narrow_i32x4_s (param $x v128) (param $y v128) (result v128)
    (i16x8.narrow_i32x4_s (local.get $x) (local.get $y)))

  (func $i16x8_narrow_i32x4_u (param $x v128) (param $y v128) (result v128)
    (i16x8.narrow_i32x4_u (local.get $x) (local.get $y))))

;; $i16x8_narrow_i32x4_s: 5 bytes
;;     packssdw xmm0, xmm1
;;     ret
;;
;; $i16x8_narrow_i32x4_u: 6 bytes
;;     packusdw xmm0, xmm1
;;     ret
