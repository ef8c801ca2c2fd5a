;;! target = "aarch64"
;; Vectors from and to memory.

(module
  (memory 1)

  (func $load (param $p i32) (result v128)
    (v128.load (local.get $p)))

  (func $load_offset_to_local (param $p i32) (param $x v128) (result v128)
    (local.set $x (v128.load offset=32 (local.get $p)))
    (local.get $x))

  (func $store (param $p i32) (param $x v128)
    (v128.store (local.get $p) (local.get $x)))

  (func $store_zero (param $p i32)
    (v128.store offset=16 (local.get $p) (v128.const i32x4 0 0 0 0)))

  (func $copy (param $to i32) (param $from i32)
    (v128.store (local.get $to) (v128.load (local.get $from)))))

;; $load: 8 bytes
;;     ldr     q0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $load_offset_to_local: 12 bytes
;;     add     x15, x27, x1
;;     ldr     q0, [x15, #0x20]                    ; trap: memory out of bounds
;;     ret
;;
;; $store: 8 bytes
;;     str     q0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $store_zero: 16 bytes
;;     movi    v31.2d, #0
;;     add     x15, x27, x1
;;     str     q31, [x15, #0x10]                   ; trap: memory out of bounds
;;     ret
;;
;; $copy: 12 bytes
;;     ldr     q0, [x27, x2]                       ; trap: memory out of bounds
;;     str     q0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
