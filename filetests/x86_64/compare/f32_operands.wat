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

;; $zero: 14 bytes
;;     vxorps  xmm1, xmm1, xmm1
;;     xor     eax, eax
;;     vucomiss xmm0, xmm1
;;     seta    al
;;     ret
;;
;; $constant: 18 bytes
;;     vmovss  xmm1, [=0x3fc00000]
;;     xor     eax, eax
;;     vucomiss xmm1, xmm0
;;     seta    al
;;     ret
;;     .const  0x3fc00000
;;
;; $memory: 15 bytes
;;     vmovss  xmm1, [rbx + rdx]                   ; trap: memory out of bounds
;;     xor     eax, eax
;;     vucomiss xmm1, xmm0
;;     setae   al
;;     ret
;;
;; $itself: 10 bytes
;;     xor     eax, eax
;;     vucomiss xmm0, xmm0
;;     setp    al
;;     ret
