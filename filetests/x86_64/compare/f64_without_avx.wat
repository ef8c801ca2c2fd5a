;;! target = "x86_64"
;;! cpu = "no avx"
;; Comparisons of f64 with the instructions of SSE.

(module
  (func $value (param $x f64) (param $y f64) (result i32)
    (f64.eq (local.get $x) (local.get $y)))

  (func $branch (param $x f64) (param $y f64) (result i32)
    (block $out
      (br_if $out (f64.lt (local.get $x) (local.get $y)))
      (return (i32.const 1)))
    (i32.const 2))

  (func $select (param $x f64) (param $y f64) (result f64)
    (select (local.get $x) (local.get $y) (f64.ge (local.get $x) (local.get $y)))))

;; $value: 19 bytes
;;     movaps  xmm15, xmm0
;;     cmpeqsd xmm15, xmm1
;;     movd    eax, xmm15
;;     and     eax, 1
;;     ret
;;
;; $branch: 22 bytes
;;     ucomisd xmm1, xmm0
;;     ja      L1
;;     mov     eax, 1
;;     ret
;; L1:
;;     mov     eax, 2
;;     ret
;;
;; $select: 10 bytes
;;     ucomisd xmm0, xmm1
;;     jae     L1
;;     movaps  xmm0, xmm1
;; L1:
;;     ret
