;;! target = "aarch64"
;; Accesses by two indices in turn, in functions that call and in one that does not.

(module
  (memory 1)
  (func $other)

  (func $copy_fields (param $p i32) (param $q i32)
    (i32.store offset=4 (local.get $p) (i32.load offset=4 (local.get $q)))
    (i32.store offset=8 (local.get $p) (i32.load offset=8 (local.get $q)))
    (i32.store offset=12 (local.get $p) (i32.load offset=12 (local.get $q)))
    (call $other))

  (func $three (param $p i32) (param $q i32) (param $r i32)
    (i32.store offset=4 (local.get $p) (i32.load offset=4 (local.get $q)))
    (i32.store offset=8 (local.get $p) (i32.load offset=8 (local.get $r)))
    (i32.store offset=12 (local.get $p) (i32.load offset=12 (local.get $r)))
    (call $other))

  (func $after_a_call (param $p i32) (param $q i32)
    (i32.store offset=4 (local.get $p) (i32.load offset=4 (local.get $q)))
    (call $other)
    (i32.store offset=4 (local.get $p) (i32.load offset=8 (local.get $q))))

  (func $without_calls (param $p i32) (param $q i32)
    (i32.store offset=4 (local.get $p) (i32.load offset=4 (local.get $q)))
    (i32.store offset=8 (local.get $p) (i32.load offset=8 (local.get $q)))))

;; $other: 4 bytes
;;     ret
;;
;; $copy_fields: 48 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     add     x15, x27, x2
;;     ldr     w0, [x15, #4]                       ; trap: memory out of bounds
;;     add     x30, x27, x1
;;     str     w0, [x30, #4]                       ; trap: memory out of bounds
;;     ldr     w0, [x15, #8]                       ; trap: memory out of bounds
;;     str     w0, [x30, #8]                       ; trap: memory out of bounds
;;     ldr     w0, [x15, #0xc]                     ; trap: memory out of bounds
;;     str     w0, [x30, #0xc]                     ; trap: memory out of bounds
;;     bl      $other
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $three: 52 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     add     x15, x27, x2
;;     ldr     w0, [x15, #4]                       ; trap: memory out of bounds
;;     add     x30, x27, x1
;;     str     w0, [x30, #4]                       ; trap: memory out of bounds
;;     add     x15, x27, x3
;;     ldr     w0, [x15, #8]                       ; trap: memory out of bounds
;;     str     w0, [x30, #8]                       ; trap: memory out of bounds
;;     ldr     w0, [x15, #0xc]                     ; trap: memory out of bounds
;;     str     w0, [x30, #0xc]                     ; trap: memory out of bounds
;;     bl      $other
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $after_a_call: 64 bytes, 32 bytes of frame
;;     stp     x30, x19, [sp, #-0x20]!
;;     str     x20, [sp, #0x10]
;;     mov     w19, w1
;;     mov     w20, w2
;;     add     x15, x27, x20
;;     ldr     w0, [x15, #4]                       ; trap: memory out of bounds
;;     add     x30, x27, x19
;;     str     w0, [x30, #4]                       ; trap: memory out of bounds
;;     bl      $other
;;     add     x15, x27, x20
;;     ldr     w0, [x15, #8]                       ; trap: memory out of bounds
;;     add     x30, x27, x19
;;     str     w0, [x30, #4]                       ; trap: memory out of bounds
;;     ldr     x20, [sp, #0x10]
;;     ldp     x30, x19, [sp], #0x20
;;     ret
;;
;; $without_calls: 36 bytes
;;     add     x15, x27, x2
;;     ldr     w0, [x15, #4]                       ; trap: memory out of bounds
;;     add     x15, x27, x1
;;     str     w0, [x15, #4]                       ; trap: memory out of bounds
;;     add     x15, x27, x2
;;     ldr     w0, [x15, #8]                       ; trap: memory out of bounds
;;     add     x15, x27, x1
;;     str     w0, [x15, #8]                       ; trap: memory out of bounds
;;     ret
