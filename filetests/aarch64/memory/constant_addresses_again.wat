;;! target = "aarch64"
;; Several accesses to constant addresses of one page.

(module
  (memory 40)
  (func $other)

  (func $two (result i32)
    (i32.add (i32.load (i32.const 0x12344)) (i32.load (i32.const 0x12348))))
  (func $next_page (result i32)
    (i32.add (i32.load (i32.const 0x12344)) (i32.load (i32.const 0x13ffc))))
  (func $bytes_reach_less (result i32)
    (i32.add (i32.load8_u (i32.const 0x12344)) (i32.load8_u (i32.const 0x13ffc))))
  (func $unaligned (result i32)
    (i32.load (i32.const 0x12345)))
  (func $beside_an_index (param $p i32)
    (i32.store (i32.const 0x12344) (i32.load offset=4 (local.get $p)))
    (i32.store (i32.const 0x12348) (i32.load offset=8 (local.get $p)))
    (call $other)
    (i32.store (i32.const 0x1234c) (i32.load offset=12 (local.get $p))))
  (func $large_offsets (param $p i32)
    (i32.store offset=0x12344 (local.get $p) (i32.load offset=0x12348 (local.get $p)))))

;; $other: 4 bytes
;;     ret
;;
;; $two: 20 bytes
;;     add     x15, x27, #0x12, lsl #12
;;     ldr     w0, [x15, #0x344]                   ; trap: memory out of bounds
;;     ldr     w16, [x15, #0x348]                  ; trap: memory out of bounds
;;     add     w0, w0, w16
;;     ret
;;
;; $next_page: 20 bytes
;;     add     x15, x27, #0x12, lsl #12
;;     ldr     w0, [x15, #0x344]                   ; trap: memory out of bounds
;;     ldr     w16, [x15, #0x1ffc]                 ; trap: memory out of bounds
;;     add     w0, w0, w16
;;     ret
;;
;; $bytes_reach_less: 24 bytes
;;     add     x15, x27, #0x12, lsl #12
;;     ldrb    w0, [x15, #0x344]                   ; trap: memory out of bounds
;;     add     x15, x27, #0x13, lsl #12
;;     ldrb    w1, [x15, #0xffc]                   ; trap: memory out of bounds
;;     add     w0, w0, w1
;;     ret
;;
;; $unaligned: 16 bytes
;;     mov     w16, #0x2345
;;     movk    w16, #1, lsl #16
;;     ldr     w0, [x27, x16]                      ; trap: memory out of bounds
;;     ret
;;
;; $beside_an_index: 60 bytes, 16 bytes of frame
;;     stp     x30, x19, [sp, #-0x10]!
;;     mov     w19, w1
;;     add     x15, x27, x19
;;     ldr     w0, [x15, #4]                       ; trap: memory out of bounds
;;     add     x30, x27, #0x12, lsl #12
;;     str     w0, [x30, #0x344]                   ; trap: memory out of bounds
;;     ldr     w0, [x15, #8]                       ; trap: memory out of bounds
;;     str     w0, [x30, #0x348]                   ; trap: memory out of bounds
;;     bl      $other
;;     add     x15, x27, x19
;;     ldr     w0, [x15, #0xc]                     ; trap: memory out of bounds
;;     add     x30, x27, #0x12, lsl #12
;;     str     w0, [x30, #0x34c]                   ; trap: memory out of bounds
;;     ldp     x30, x19, [sp], #0x10
;;     ret
;;
;; $large_offsets: 24 bytes
;;     add     x15, x27, x1
;;     add     x16, x15, #0x12, lsl #12
;;     ldr     w0, [x16, #0x348]                   ; trap: memory out of bounds
;;     add     x16, x15, #0x12, lsl #12
;;     str     w0, [x16, #0x344]                   ; trap: memory out of bounds
;;     ret
