;;! target = "x86_64"
;;! cpu = "baseline"
;; Equality of lanes of i8x16. With SSE4.1.

(module
  (func $i8x16_eq (param $x v128) (param $y v128) (result v128)
    (i8x16.eq (local.get $x) (local.get $y)))

  (func $i8x16_ne (param $x v128) (param $y v128) (result v128)
    (i8x16.ne (local.get $x) (local.get $y))))

;; $i8x16_eq: 5 bytes
;;     pcmpeqb xmm0, xmm1
;;     ret
;;
;; $i8x16_ne: 15 bytes
;;     pcmpeqb xmm0, xmm1
;;     pcmpeqd xmm15, xmm15
;;     pxor    xmm0, xmm15
;;     ret
