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

;; $local: 6 bytes
;;     vmovss  [rbx + rdx], xmm0                   ; trap: memory out of bounds
;;     ret
;;
;; $temporary: 11 bytes
;;     vsqrtss xmm1, xmm0, xmm0
;;     vmovss  [rbx + rdx + 0x10], xmm1            ; trap: memory out of bounds
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
;; $constant_address: 9 bytes
;;     vmovss  [rbx + 0x400], xmm0                 ; trap: memory out of bounds
;;     ret
