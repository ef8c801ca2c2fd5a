;;! target = "x86_64"
;; Comparisons (eq, ne) of f32 whose result is used as a number.

(module
  (func $eq (param $x f32) (param $y f32) (result i32)
    (f32.eq (local.get $x) (local.get $y)))


  (func $ne (param $x f32) (param $y f32) (result i32)
    (f32.ne (local.get $x) (local.get $y))))

;; $eq: 13 bytes
;;     vcmpeqss xmm15, xmm0, xmm1
;;     vmovd   eax, xmm15
;;     and     eax, 1
;;     ret
;;
;; $ne: 13 bytes
;;     vcmpneqss xmm15, xmm0, xmm1
;;     vmovd   eax, xmm15
;;     and     eax, 1
;;     ret
