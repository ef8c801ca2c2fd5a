;;! target = "x86_64"
;;! cpu = "baseline"
;; Order of unsigned lanes of i32x4. With SSE4.1.

(module
  (func $i32x4_lt_u (param $x v128) (param $y v128) (result v128)
    (i32x4.lt_u (local.get $x) (local.get $y)))

  (func $i32x4_gt_u (param $x v128) (param $y v128) (result v128)
    (i32x4.gt_u (local.get $x) (local.get $y)))

  (func $i32x4_le_u (param $x v128) (param $y v128) (result v128)
    (i32x4.le_u (local.get $x) (local.get $y)))

  (func $i32x4_ge_u (param $x v128) (param $y v128) (result v128)
    (i32x4.ge_u (local.get $x) (local.get $y))))

;; $i32x4_lt_u: 26 bytes
;;     movaps  xmm15, xmm1
;;     pmaxud  xmm15, xmm0
;;     pcmpeqd xmm0, xmm15
;;     pcmpeqd xmm15, xmm15
;;     pxor    xmm0, xmm15
;;     ret
;;
;; $i32x4_gt_u: 20 bytes
;;     pmaxud  xmm0, xmm1
;;     pcmpeqd xmm0, xmm1
;;     pcmpeqd xmm15, xmm15
;;     pxor    xmm0, xmm15
;;     ret
;;
;; $i32x4_le_u: 16 bytes
;;     movaps  xmm15, xmm1
;;     pminud  xmm15, xmm0
;;     pcmpeqd xmm0, xmm15
;;     ret
;;
;; $i32x4_ge_u: 10 bytes
;;     pminud  xmm0, xmm1
;;     pcmpeqd xmm0, xmm1
;;     ret
