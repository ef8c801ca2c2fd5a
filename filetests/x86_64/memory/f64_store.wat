;;! target = "x86_64"
;; f64.store: what the address and the value may be.

(module
  (memory 1)

  (func $local (param $p i32) (param $x f64)
    (f64.store (local.get $p) (local.get $x)))

  (func $temporary (param $p i32) (param $x f64)
    (f64.store offset=16 (local.get $p) (f64.sqrt (local.get $x))))

  (func $constant (param $p i32)
    (f64.store (local.get $p) (f64.const 1.5)))

  (func $zero (param $p i32)
    (f64.store (local.get $p) (f64.const 0)))

  (func $constant_address (param $x f64)
    (f64.store (i32.const 1024) (local.get $x))))

;; $local: 6 bytes
;;     vmovsd  [rbx + rdx], xmm0                   ; trap: memory out of bounds
;;     ret
;;
;; $temporary: 11 bytes
;;     vsqrtsd xmm1, xmm0, xmm0
;;     vmovsd  [rbx + rdx + 0x10], xmm1            ; trap: memory out of bounds
;;     ret
;;
;; $constant: 15 bytes
;;     mov     r11, 0x3ff8000000000000
;;     mov     [rbx + rdx], r11                    ; trap: memory out of bounds
;;     ret
;;
;; $zero: 9 bytes
;;     mov     qword ptr [rbx + rdx], 0            ; trap: memory out of bounds
;;     ret
;;
;; $constant_address: 9 bytes
;;     vmovsd  [rbx + 0x400], xmm0                 ; trap: memory out of bounds
;;     ret
