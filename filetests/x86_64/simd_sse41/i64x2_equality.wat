;;! target = "x86_64"
;;! cpu = "baseline"
;; Equality of lanes of i64x2. With SSE4.1.

(module
  (func $i64x2_eq (param $x v128) (param $y v128) (result v128)
    (i64x2.eq (local.get $x) (local.get $y)))

  (func $i64x2_ne (param $x v128) (param $y v128) (result v128)
    (i64x2.ne (local.get $x) (local.get $y))))

;; $i64x2_eq: 6 bytes
;;     pcmpeqq xmm0, xmm1
;;     ret
;;
;; $i64x2_ne: 16 bytes
;;     pcmpeqq xmm0, xmm1
;;     pcmpeqd xmm15, xmm15
;;     pxor    xmm0, xmm15
;;     ret
