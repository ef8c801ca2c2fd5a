;;! target = "x86_64"
;; Minimum of f32.

(module
  (memory 1)

  (func $locals (param $x f32) (param $y f32) (result f32)
    (f32.min (local.get $x) (local.get $y)))

  (func $in_place (param $x f32) (param $y f32) (result f32)
    (local.set $x (f32.min (local.get $x) (local.get $y)))
    (local.get $x))

  (func $temporaries (param $x f32) (param $y f32) (result f32)
    (f32.min (f32.sqrt (local.get $x)) (f32.sqrt (local.get $y))))

  (func $constant (param $x f32) (result f32)
    (f32.min (local.get $x) (f32.const 2.5)))

  (func $memory (param $x f32) (param $p i32) (result f32)
    (f32.min (local.get $x) (f32.load (local.get $p)))))

;; $locals: 29 bytes
;;     vucomiss xmm0, xmm1
;;     je      L2
;;     vminss  xmm0, xmm0, xmm1
;; L1:
;;     ret
;; L2:
;;     jp      L3
;;     vorps   xmm0, xmm0, xmm1
;;     jmp     L1
;; L3:
;;     vaddss  xmm0, xmm0, xmm1
;;     jmp     L1
;;
;; $in_place: 29 bytes
;;     vucomiss xmm0, xmm1
;;     je      L2
;;     vminss  xmm0, xmm0, xmm1
;; L1:
;;     ret
;; L2:
;;     jp      L3
;;     vorps   xmm0, xmm0, xmm1
;;     jmp     L1
;; L3:
;;     vaddss  xmm0, xmm0, xmm1
;;     jmp     L1
;;
;; $temporaries: 37 bytes
;;     vsqrtss xmm2, xmm0, xmm0
;;     vsqrtss xmm3, xmm1, xmm1
;;     vucomiss xmm2, xmm3
;;     je      L2
;;     vminss  xmm0, xmm2, xmm3
;; L1:
;;     ret
;; L2:
;;     jp      L3
;;     vorps   xmm0, xmm2, xmm3
;;     jmp     L1
;; L3:
;;     vaddss  xmm0, xmm2, xmm3
;;     jmp     L1
;;
;; $constant: 31 bytes
;;     vmovss  xmm15, [=0x40200000]
;;     vucomiss xmm0, xmm15
;;     jp      L2
;;     vminss  xmm0, xmm0, xmm15
;; L1:
;;     ret
;; L2:
;;     vaddss  xmm0, xmm15, xmm0
;;     jmp     L1
;;     .const  0x40200000
;;
;; $memory: 34 bytes
;;     vmovss  xmm1, [rbx + rdx]                   ; trap: memory out of bounds
;;     vucomiss xmm0, xmm1
;;     je      L2
;;     vminss  xmm0, xmm0, xmm1
;; L1:
;;     ret
;; L2:
;;     jp      L3
;;     vorps   xmm0, xmm0, xmm1
;;     jmp     L1
;; L3:
;;     vaddss  xmm0, xmm0, xmm1
;;     jmp     L1
