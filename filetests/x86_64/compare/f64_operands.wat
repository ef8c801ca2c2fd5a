;;! target = "x86_64"
;; Comparisons of f64 with constants and with what is in memory.

(module
  (memory 1)

  (func $zero (param $x f64) (result i32)
    (f64.gt (local.get $x) (f64.const 0)))

  (func $constant (param $x f64) (result i32)
    (f64.lt (local.get $x) (f64.const 1.5)))

  (func $memory (param $x f64) (param $p i32) (result i32)
    (f64.le (local.get $x) (f64.load (local.get $p))))

  (func $itself (param $x f64) (result i32)
    (f64.ne (local.get $x) (local.get $x))))

;; $zero: 14 bytes
;;     vxorps  xmm1, xmm1, xmm1
;;     xor     eax, eax
;;     vucomisd xmm0, xmm1
;;     seta    al
;;     ret
;;
;; $constant: 18 bytes
;;     vmovsd  xmm1, [=0x3ff8000000000000]
;;     xor     eax, eax
;;     vucomisd xmm1, xmm0
;;     seta    al
;;     ret
;;     .const  0x3ff8000000000000
;;
;; $memory: 15 bytes
;;     vmovsd  xmm1, [rbx + rdx]                   ; trap: memory out of bounds
;;     xor     eax, eax
;;     vucomisd xmm1, xmm0
;;     setae   al
;;     ret
;;
;; $itself: 10 bytes
;;     xor     eax, eax
;;     vucomisd xmm0, xmm0
;;     setp    al
;;     ret
