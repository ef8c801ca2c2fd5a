;;! target = "x86_64"
;; f32.store: what the address and the value may be.

(module
  (memory 1)

  (func $local (param $p i32) (param $x f32)
    (f32.store (local.get $p) (local.get $x)))

  (func $temporary (param $p i32) (param $x f32)
    (f32.store offset=16 (local.get $p) (f32.sqrt (local.get $x))))

  (func $constant (param $p i32)
    (f32.store (local.get $p) (f32.const 1.5)))

  (func $zero (param $p i32)
    (f32.store (local.get $p) (f32.const 0)))

  (func $constant_address (param $x f32)
    (f32.store (i32.const 1024) (local.get $x))))

;; $local: 10 bytes
;;     vmovaps xmm7, xmm0
;;     vmovss  [rbx + rdx], xmm7                   ; trap: memory out of bounds
;;     ret
;;
;; $temporary: 15 bytes
;;     vmovaps xmm7, xmm0
;;     vsqrtss xmm0, xmm7, xmm7
;;     vmovss  [rbx + rdx + 0x10], xmm0            ; trap: memory out of bounds
;;     ret
;;
;; $constant: 8 bytes
;;     mov     dword ptr [rbx + rdx], 0x3fc00000   ; trap: memory out of bounds
;;     ret
;;
;; $zero: 8 bytes
;;     mov     dword ptr [rbx + rdx], 0            ; trap: memory out of bounds
;;     ret
;;
;; $constant_address: 13 bytes
;;     vmovaps xmm7, xmm0
;;     vmovss  [rbx + 0x400], xmm7                 ; trap: memory out of bounds
;;     ret
