;;! target = "aarch64"
;; Several accesses by the same index, with branches between them.

(module
  (memory 1)

  (func $before_and_after_if (param $p i32)
    (i32.store offset=4 (local.get $p) (i32.const 1))
    (if (i32.load offset=8 (local.get $p))
      (then (i32.store offset=12 (local.get $p) (i32.const 2))))
    (i32.store offset=16 (local.get $p) (i32.const 3)))

  (func $leaves (param $p i32) (param $q i32)
    (if (i32.load offset=8 (local.get $p))
      (then (i32.store offset=12 (local.get $q) (i32.const 2)) (return)))
    (i32.store offset=16 (local.get $p) (i32.const 3)))

  (func $other_index_on_one_way (param $p i32) (param $q i32)
    (if (i32.load offset=8 (local.get $p))
      (then (i32.store offset=12 (local.get $q) (i32.const 2))))
    (i32.store offset=16 (local.get $p) (i32.const 3)))

  (func $index_changes_on_one_way (param $p i32)
    (if (i32.load offset=8 (local.get $p))
      (then (local.set $p (i32.add (local.get $p) (i32.const 8)))))
    (i32.store offset=16 (local.get $p) (i32.const 3)))

  (func $if_else (param $p i32)
    (if (i32.load offset=8 (local.get $p))
      (then (i32.store offset=12 (local.get $p) (i32.const 2)))
      (else (i32.store offset=20 (local.get $p) (i32.const 4))))
    (i32.store offset=16 (local.get $p) (i32.const 3)))

  (func $loop (param $p i32)
    (i32.store offset=4 (local.get $p) (i32.const 1))
    (loop $again
      (i32.store offset=8 (local.get $p) (i32.const 0))
      (br_if $again (i32.load offset=12 (local.get $p))))
    (i32.store offset=16 (local.get $p) (i32.const 3)))

  (func $data_and_conditions (param $p i32) (param $x i32) (param $d f64)
    (i32.store offset=4 (local.get $p) (local.get $p))
    (f64.store offset=8 (local.get $p) (f64.add (local.get $d) (local.get $d)))
    (if (i32.lt_u (local.get $x) (i32.const 9))
      (then (i32.store offset=16 (local.get $p) (local.get $x))))
    (i32.store offset=20 (local.get $p) (i32.const 5)))

  (func $jump_table (param $p i32) (param $i i32)
    (i32.store offset=4 (local.get $p) (i32.const 1))
    (block $b (block $a (br_table $a $b $a (local.get $i)))
      (i32.store offset=8 (local.get $p) (i32.const 2)))
    (i32.store offset=12 (local.get $p) (i32.const 3))))

;; $before_and_after_if: 40 bytes
;;     mov     w17, #1
;;     add     x15, x27, x1
;;     str     w17, [x15, #4]                      ; trap: memory out of bounds
;;     ldr     w0, [x15, #8]                       ; trap: memory out of bounds
;;     cbz     w0, L1
;;     mov     w17, #2
;;     str     w17, [x15, #0xc]                    ; trap: memory out of bounds
;; L1:
;;     mov     w17, #3
;;     str     w17, [x15, #0x10]                   ; trap: memory out of bounds
;;     ret
;;
;; $leaves: 40 bytes
;;     add     x15, x27, x1
;;     ldr     w0, [x15, #8]                       ; trap: memory out of bounds
;;     cbz     w0, L1
;;     mov     w17, #2
;;     add     x15, x27, x2
;;     str     w17, [x15, #0xc]                    ; trap: memory out of bounds
;;     ret
;; L1:
;;     mov     w17, #3
;;     str     w17, [x15, #0x10]                   ; trap: memory out of bounds
;;     ret
;;
;; $other_index_on_one_way: 40 bytes
;;     add     x15, x27, x1
;;     ldr     w0, [x15, #8]                       ; trap: memory out of bounds
;;     cbz     w0, L1
;;     mov     w17, #2
;;     add     x15, x27, x2
;;     str     w17, [x15, #0xc]                    ; trap: memory out of bounds
;; L1:
;;     mov     w17, #3
;;     add     x15, x27, x1
;;     str     w17, [x15, #0x10]                   ; trap: memory out of bounds
;;     ret
;;
;; $index_changes_on_one_way: 32 bytes
;;     add     x15, x27, x1
;;     ldr     w0, [x15, #8]                       ; trap: memory out of bounds
;;     cbz     w0, L1
;;     add     w1, w1, #8
;; L1:
;;     mov     w17, #3
;;     add     x15, x27, x1
;;     str     w17, [x15, #0x10]                   ; trap: memory out of bounds
;;     ret
;;
;; $if_else: 44 bytes
;;     add     x15, x27, x1
;;     ldr     w0, [x15, #8]                       ; trap: memory out of bounds
;;     cbz     w0, L1
;;     mov     w17, #2
;;     str     w17, [x15, #0xc]                    ; trap: memory out of bounds
;;     b       L2
;; L1:
;;     mov     w17, #4
;;     str     w17, [x15, #0x14]                   ; trap: memory out of bounds
;; L2:
;;     mov     w17, #3
;;     str     w17, [x15, #0x10]                   ; trap: memory out of bounds
;;     ret
;;
;; $loop: 40 bytes
;;     mov     w17, #1
;;     add     x15, x27, x1
;;     str     w17, [x15, #4]                      ; trap: memory out of bounds
;; L1:
;;     add     x15, x27, x1
;;     str     wzr, [x15, #8]                      ; trap: memory out of bounds
;;     ldr     w0, [x15, #0xc]                     ; trap: memory out of bounds
;;     cbnz    w0, L1
;;     mov     w17, #3
;;     str     w17, [x15, #0x10]                   ; trap: memory out of bounds
;;     ret
;;
;; $data_and_conditions: 40 bytes
;;     add     x15, x27, x1
;;     str     w1, [x15, #4]                       ; trap: memory out of bounds
;;     fadd    d1, d0, d0
;;     str     d1, [x15, #8]                       ; trap: memory out of bounds
;;     cmp     w2, #9
;;     b.hs    L1
;;     str     w2, [x15, #0x10]                    ; trap: memory out of bounds
;; L1:
;;     mov     w17, #5
;;     str     w17, [x15, #0x14]                   ; trap: memory out of bounds
;;     ret
;;
;; $jump_table: 60 bytes
;;     mov     w17, #1
;;     add     x15, x27, x1
;;     str     w17, [x15, #4]                      ; trap: memory out of bounds
;;     cmp     w2, #2
;;     b.hs    L1
;;     csel    w16, w2, wzr, lo
;;     adr     x17, T1
;;     ldrsh   x16, [x17, x16, lsl #1]
;;     add     x16, x17, x16, lsl #2
;;     br      x16
;; T1:
;;     .entry  L1
;;     .entry  L2
;; L1:
;;     mov     w17, #2
;;     str     w17, [x15, #8]                      ; trap: memory out of bounds
;; L2:
;;     mov     w17, #3
;;     str     w17, [x15, #0xc]                    ; trap: memory out of bounds
;;     ret
