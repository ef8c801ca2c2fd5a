;;! target = "x86_64"
;; Comparisons of f32 with constants and with what is in memory.

(module
  (memory 1)

  (func $zero (param $x f32) (result i32)
    (f32.gt (local.get $x) (f32.const 0)))

  (func $constant (param $x f32) (result i32)
    (f32.lt (local.get $x) (f32.const 1.5)))

  (func $memory (param $x f32) (param $p i32) (result i32)
    (f32.le (local.get $x) (f32.load (local.get $p))))

  (func $itself (param $x f32) (result i32)
    (f32.ne (local.get $x) (local.get $x))))

;; $zero: 18 bytes
;;     vmovaps xmm7, xmm0
;;     vxorps  xmm0, xmm0, xmm0
;;     xor     eax, eax
;;     vucomiss xmm7, xmm0
;;     seta    al
;;     ret
;;
;; $constant: 22 bytes
;;     vmovaps xmm7, xmm0
;;     vmovss  xmm0, [=0x3fc00000]
;;     xor     eax, eax
;;     vucomiss xmm0, xmm7
;;     seta    al
;;     ret
;;     .const  0x3fc00000
;;
;; $memory: 19 bytes
;;     vmovaps xmm7, xmm0
;;     vmovss  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     xor     eax, eax
;;     vucomiss xmm0, xmm7
;;     setae   al
;;     ret
;;
;; $itself: 14 bytes
;;     vmovaps xmm7, xmm0
;;     xor     eax, eax
;;     vucomiss xmm7, xmm7
;;     setp    al
;;     ret
