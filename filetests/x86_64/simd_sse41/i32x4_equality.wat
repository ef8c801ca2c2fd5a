;;! target = "x86_64"
;;! cpu = "baseline"
;; Equality of lanes of i32x4. With SSE4.1.

(module
  (func $i32x4_eq (param $x v128) (param $y v128) (result v128)
    (i32x4.eq (local.get $x) (local.get $y)))

  (func $i32x4_ne (param $x v128) (param $y v128) (result v128)
    (i32x4.ne (local.get $x) (local.get $y))))

;; $i32x4_eq: 5 bytes
;;     pcmpeqd xmm0, xmm1
;;     ret
;;
;; $i32x4_ne: 15 bytes
;;     pcmpeqd xmm0, xmm1
;;     pcmpeqd xmm15, xmm15
;;     pxor    xmm0, xmm15
;;     ret
