;;! target = "x86_64"
;; Maximum of f64.

(module
  (memory 1)

  (func $locals (param $x f64) (param $y f64) (result f64)
    (f64.max (local.get $x) (local.get $y)))

  (func $in_place (param $x f64) (param $y f64) (result f64)
    (local.set $x (f64.max (local.get $x) (local.get $y)))
    (local.get $x))

  (func $temporaries (param $x f64) (param $y f64) (result f64)
    (f64.max (f64.sqrt (local.get $x)) (f64.sqrt (local.get $y))))

  (func $constant (param $x f64) (result f64)
    (f64.max (local.get $x) (f64.const 2.5)))

  (func $memory (param $x f64) (param $p i32) (result f64)
    (f64.max (local.get $x) (f64.load (local.get $p)))))

;; $locals: 29 bytes
;;     vucomisd xmm0, xmm1
;;     je      L2
;;     vmaxsd  xmm0, xmm0, xmm1
;; L1:
;;     ret
;; L2:
;;     jp      L3
;;     vandps  xmm0, xmm0, xmm1
;;     jmp     L1
;; L3:
;;     vaddsd  xmm0, xmm0, xmm1
;;     jmp     L1
;;
;; $in_place: 29 bytes
;;     vucomisd xmm0, xmm1
;;     je      L2
;;     vmaxsd  xmm0, xmm0, xmm1
;; L1:
;;     ret
;; L2:
;;     jp      L3
;;     vandps  xmm0, xmm0, xmm1
;;     jmp     L1
;; L3:
;;     vaddsd  xmm0, xmm0, xmm1
;;     jmp     L1
;;
;; $temporaries: 37 bytes
;;     vsqrtsd xmm2, xmm0, xmm0
;;     vsqrtsd xmm3, xmm1, xmm1
;;     vucomisd xmm2, xmm3
;;     je      L2
;;     vmaxsd  xmm0, xmm2, xmm3
;; L1:
;;     ret
;; L2:
;;     jp      L3
;;     vandps  xmm0, xmm2, xmm3
;;     jmp     L1
;; L3:
;;     vaddsd  xmm0, xmm2, xmm3
;;     jmp     L1
;;
;; $constant: 31 bytes
;;     vmovsd  xmm15, [=0x4004000000000000]
;;     vucomisd xmm0, xmm15
;;     jp      L2
;;     vmaxsd  xmm0, xmm0, xmm15
;; L1:
;;     ret
;; L2:
;;     vaddsd  xmm0, xmm15, xmm0
;;     jmp     L1
;;     .const  0x4004000000000000
;;
;; $memory: 34 bytes
;;     vmovsd  xmm1, [rbx + rdx]                   ; trap: memory out of bounds
;;     vucomisd xmm0, xmm1
;;     je      L2
;;     vmaxsd  xmm0, xmm0, xmm1
;; L1:
;;     ret
;; L2:
;;     jp      L3
;;     vandps  xmm0, xmm0, xmm1
;;     jmp     L1
;; L3:
;;     vaddsd  xmm0, xmm0, xmm1
;;     jmp     L1
