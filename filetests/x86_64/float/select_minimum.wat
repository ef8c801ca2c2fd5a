;;! target = "x86_64"
;; Minima and maxima as C has them: what is compared is selected.

(module
  (import "" "f" (func $f))
  (func $lesser (param $x f64) (param $y f64) (result f64)
    (select (local.get $x) (local.get $y) (f64.lt (local.get $x) (local.get $y))))
  (func $greater (param $x f32) (param $y f32) (result f32)
    (select (local.get $x) (local.get $y) (f32.gt (local.get $x) (local.get $y))))
  (func $greater_by_lesser (param $x f64) (param $y f64) (result f64)
    (select (local.get $y) (local.get $x) (f64.lt (local.get $x) (local.get $y))))
  (func $not_below_zero (param $x f32) (result f32)
    (select (f32.const 0) (local.get $x) (f32.lt (local.get $x) (f32.const 0))))
  (func $or_equal (param $x f64) (param $y f64) (result f64)
    (select (local.get $x) (local.get $y) (f64.le (local.get $x) (local.get $y))))
  (func $in_slots (param $x f64) (param $y f64) (result f64)
    (call $f)
    (select (local.get $x) (local.get $y) (f64.gt (local.get $x) (local.get $y)))))

;; $lesser: 5 bytes
;;     vminsd  xmm0, xmm0, xmm1
;;     ret
;;
;; $greater: 5 bytes
;;     vmaxss  xmm0, xmm0, xmm1
;;     ret
;;
;; $greater_by_lesser: 5 bytes
;;     vmaxsd  xmm0, xmm1, xmm0
;;     ret
;;
;; $not_below_zero: 9 bytes
;;     vxorps  xmm1, xmm1, xmm1
;;     vmaxss  xmm0, xmm1, xmm0
;;     ret
;;
;; $or_equal: 11 bytes
;;     vucomisd xmm1, xmm0
;;     jae     L1
;;     vmovaps xmm0, xmm1
;; L1:
;;     ret
;;
;; $in_slots: 61 bytes, 24 bytes of frame
;;     sub     rsp, 0x18
;;     vmovsd  [rsp + 8], xmm0
;;     vmovsd  [rsp + 0x10], xmm1
;;     mov     [rsp], r14
;;     mov     rax, r14
;;     mov     r14, [rax + $f.context]
;;     mov     rbx, [r14 + memory0.base]
;;     call    qword ptr [rax + $f.code]
;;     mov     r14, [rsp]
;;     mov     rbx, [r14 + memory0.base]
;;     vmovsd  xmm0, [rsp + 0x10]
;;     vmovsd  xmm1, [rsp + 8]
;;     vmaxsd  xmm0, xmm1, xmm0
;;     add     rsp, 0x18
;;     ret
