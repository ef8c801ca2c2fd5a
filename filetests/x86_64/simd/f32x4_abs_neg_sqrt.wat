;;! target = "x86_64"
;; Absolute values, negatives and roots of f32x4.

(module
  (func $f32x4_abs (param $x v128) (result v128)
    (f32x4.abs (local.get $x)))

  (func $f32x4_neg (param $x v128) (result v128)
    (f32x4.neg (local.get $x)))

  (func $f32x4_sqrt (param $x v128) (result v128)
    (f32x4.sqrt (local.get $x))))

;; $f32x4_abs: 9 bytes
;;     vandps  xmm0, xmm0, [=0x7fffffff7fffffff7fffffff7fffffff]
;;     ret
;;     .const  0x7fffffff7fffffff7fffffff7fffffff
;;
;; $f32x4_neg: 9 bytes
;;     vxorps  xmm0, xmm0, [=0x80000000800000008000000080000000]
;;     ret
;;     .const  0x80000000800000008000000080000000
;;
;; $f32x4_sqrt: 5 bytes
;;     vsqrtps xmm0, xmm0
;;     ret
