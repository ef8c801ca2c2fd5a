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

;; $locals: 25 bytes
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
;; $in_place: 25 bytes
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
;; $temporaries: 37 bytes
;;     vsqrtss xmm2, xmm0, xmm0
;;     vsqrtss xmm3, xmm1, xmm1
;;     vmovaps xmm0, xmm2
;;     vucomiss xmm0, xmm3
;;     jne     L2
;;     jp      L1
;;     vorps   xmm0, xmm0, xmm3
;;     jmp     L3
;; L1:
;;     vaddss  xmm0, xmm0, xmm3
;;     jmp     L3
;; L2:
;;     vminss  xmm0, xmm0, xmm3
;; L3:
;;     ret
;;
;; $constant: 35 bytes
;;     vmovss  xmm15, [=0x40200000]
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
;; $memory: 30 bytes
;;     vmovss  xmm1, [rbx + rdx]                   ; trap: memory out of bounds
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
