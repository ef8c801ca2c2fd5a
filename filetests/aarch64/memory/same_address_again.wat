;;! target = "aarch64"
;; Several accesses by the same index.

(module
  (memory 1)

  (func $fields (param $p i32) (result i32)
    (i32.add (i32.load (local.get $p)) (i32.load offset=4 (local.get $p))))

  (func $increment (param $p i32)
    (i32.store (local.get $p) (i32.add (i32.load (local.get $p)) (i32.const 1))))

  (func $swap (param $p i32) (local $x i32)
    (local.set $x (i32.load (local.get $p)))
    (i32.store (local.get $p) (i32.load offset=4 (local.get $p)))
    (i32.store offset=4 (local.get $p) (local.get $x))))

;; $fields: 20 bytes
;;     ldr     w0, [x27, x1]                       ; trap: memory out of bounds
;;     add     x15, x27, x1
;;     ldr     w16, [x15, #4]                      ; trap: memory out of bounds
;;     add     w0, w0, w16
;;     ret
;;
;; $increment: 16 bytes
;;     ldr     w0, [x27, x1]                       ; trap: memory out of bounds
;;     add     w0, w0, #1
;;     str     w0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $swap: 24 bytes
;;     ldr     w12, [x27, x1]                      ; trap: memory out of bounds
;;     add     x15, x27, x1
;;     ldr     w0, [x15, #4]                       ; trap: memory out of bounds
;;     str     w0, [x27, x1]                       ; trap: memory out of bounds
;;     str     w12, [x15, #4]                      ; trap: memory out of bounds
;;     ret
