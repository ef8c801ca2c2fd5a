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
;;     vmovaps xmm0, xmm7
;;     vucomiss xmm0, xmm1
;;     jne     L2
;;     jp      L1
;;     vorps   xmm0, xmm0, xmm1
;;     jmp     L3
;; L1:
;;     vaddss  xmm0, xmm0, xmm1
;;     jmp     L3
;; L2:
;;     vminss  xmm0, xmm0, xmm1
;; L3:
;;     ret
;;
;; $in_place: 33 bytes
;;     vmovaps xmm7, xmm0
;;     vucomiss xmm7, xmm1
;;     jne     L2
;;     jp      L1
;;     vorps   xmm7, xmm7, xmm1
;;     jmp     L3
;; L1:
;;     vaddss  xmm7, xmm7, xmm1
;;     jmp     L3
;; L2:
;;     vminss  xmm7, xmm7, xmm1
;; L3:
;;     vmovaps xmm0, xmm7
;;     ret
;;
;; $temporaries: 37 bytes
;;     vmovaps xmm7, xmm0
;;     vsqrtss xmm0, xmm7, xmm7
;;     vsqrtss xmm2, xmm1, xmm1
;;     vucomiss xmm0, xmm2
;;     jne     L2
;;     jp      L1
;;     vorps   xmm0, xmm0, xmm2
;;     jmp     L3
;; L1:
;;     vaddss  xmm0, xmm0, xmm2
;;     jmp     L3
;; L2:
;;     vminss  xmm0, xmm0, xmm2
;; L3:
;;     ret
;;
;; $constant: 43 bytes
;;     vmovaps xmm7, xmm0
;;     vmovss  xmm15, [=0x40200000]
;;     vmovaps xmm0, xmm7
;;     vucomiss xmm0, xmm15
;;     jne     L2
;;     jp      L1
;;     vorps   xmm0, xmm15, xmm0
;;     jmp     L3
;; L1:
;;     vaddss  xmm0, xmm15, xmm0
;;     jmp     L3
;; L2:
;;     vminss  xmm0, xmm0, xmm15
;; L3:
;;     ret
;;     .const  0x40200000
;;
;; $memory: 34 bytes
;;     vmovaps xmm7, xmm0
;;     vmovss  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     vucomiss xmm0, xmm7
;;     jne     L2
;;     jp      L1
;;     vorps   xmm0, xmm0, xmm7
;;     jmp     L3
;; L1:
;;     vaddss  xmm0, xmm0, xmm7
;;     jmp     L3
;; L2:
;;     vminss  xmm0, xmm0, xmm7
;; L3:
;;     ret
