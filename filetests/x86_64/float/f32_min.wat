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

;; $locals: 33 bytes
;;     vmovaps xmm7, xmm0
;;     vucomiss xmm7, xmm1
;;     je      L2
;;     vminss  xmm0, xmm7, xmm1
;; L1:
;;     ret
;; L2:
;;     jp      L3
;;     vorps   xmm0, xmm7, xmm1
;;     jmp     L1
;; L3:
;;     vaddss  xmm0, xmm7, xmm1
;;     jmp     L1
;;
;; $in_place: 37 bytes
;;     vmovaps xmm7, xmm0
;;     vucomiss xmm7, xmm1
;;     je      L2
;;     vminss  xmm7, xmm7, xmm1
;; L1:
;;     vmovaps xmm0, xmm7
;;     ret
;; L2:
;;     jp      L3
;;     vorps   xmm7, xmm7, xmm1
;;     jmp     L1
;; L3:
;;     vaddss  xmm7, xmm7, xmm1
;;     jmp     L1
;;
;; $temporaries: 41 bytes
;;     vmovaps xmm7, xmm0
;;     vsqrtss xmm0, xmm7, xmm7
;;     vsqrtss xmm2, xmm1, xmm1
;;     vucomiss xmm0, xmm2
;;     je      L2
;;     vminss  xmm0, xmm0, xmm2
;; L1:
;;     ret
;; L2:
;;     jp      L3
;;     vorps   xmm0, xmm0, xmm2
;;     jmp     L1
;; L3:
;;     vaddss  xmm0, xmm0, xmm2
;;     jmp     L1
;;
;; $constant: 35 bytes
;;     vmovaps xmm7, xmm0
;;     vmovss  xmm15, [=0x40200000]
;;     vucomiss xmm7, xmm15
;;     jp      L2
;;     vminss  xmm0, xmm7, xmm15
;; L1:
;;     ret
;; L2:
;;     vaddss  xmm0, xmm15, xmm7
;;     jmp     L1
;;     .const  0x40200000
;;
;; $memory: 38 bytes
;;     vmovaps xmm7, xmm0
;;     vmovss  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     vucomiss xmm0, xmm7
;;     je      L2
;;     vminss  xmm0, xmm0, xmm7
;; L1:
;;     ret
;; L2:
;;     jp      L3
;;     vorps   xmm0, xmm0, xmm7
;;     jmp     L1
;; L3:
;;     vaddss  xmm0, xmm0, xmm7
;;     jmp     L1
