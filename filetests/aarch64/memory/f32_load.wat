;;! target = "aarch64"
;; f32.load: what the address may be, and where the result goes.

(module
  (memory 1)

  (func $local (param $p i32) (result f32)
    (f32.load (local.get $p)))

  (func $offset (param $p i32) (result f32)
    (f32.load offset=16 (local.get $p)))

  (func $constant (result f32)
    (f32.load (i32.const 1024)))

  (func $to_local (param $p i32) (param $x f32) (result f32)
    (local.set $x (f32.load (local.get $p)))
    (local.get $x)))

;; $local: 8 bytes
;;     ldr     s0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $offset: 12 bytes
;;     add     x15, x27, x1
;;     ldr     s0, [x15, #0x10]                    ; trap: memory out of bounds
;;     ret
;;
;; $constant: 8 bytes
;;     ldr     s0, [x27, #0x400]                   ; trap: memory out of bounds
;;     ret
;;
;; $to_local: 8 bytes
;;     ldr     s0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
