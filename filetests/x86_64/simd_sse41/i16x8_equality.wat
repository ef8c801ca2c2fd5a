;;! target = "x86_64"
;;! cpu = "baseline"
;; Equality of lanes of i16x8. With SSE4.1.

(module
  (func $i16x8_eq (param $x v128) (param $y v128) (result v128)
    (i16x8.eq (local.get $x) (local.get $y)))

  (func $i16x8_ne (param $x v128) (param $y v128) (result v128)
    (i16x8.ne (local.get $x) (local.get $y))))

;; $i16x8_eq: 5 bytes
;;     pcmpeqw xmm0, xmm1
;;     ret
;;
;; $i16x8_ne: 15 bytes
;;     pcmpeqw xmm0, xmm1
;;     pcmpeqd xmm15, xmm15
;;     pxor    xmm0, xmm15
;;     ret
