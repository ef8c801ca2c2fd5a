;;! target = "x86_64"
;; More values than registers.

(module
  (memory 1)
  (memory $m 1 1 shared)

  (func $live_below (param $p i32) (param $e i32) (param $v i32) (result i32)
    (i32.mul (local.get $p) (i32.const 3))
    (i32.mul (local.get $p) (i32.const 5))
    (i32.mul (local.get $p) (i32.const 7))
    (i32.mul (local.get $p) (i32.const 9))
    (i32.atomic.rmw.cmpxchg $m
      (i32.mul (local.get $p) (i32.const 11))
      (i32.mul (local.get $e) (i32.const 13))
      (i32.mul (local.get $v) (i32.const 17)))
    (i32.atomic.rmw.xor $m
      (i32.mul (local.get $p) (i32.const 19))
      (i32.mul (local.get $v) (i32.const 21)))
    i32.add i32.add i32.add i32.add i32.add)
)

;; $live_below: 167 bytes, 56 bytes of frame
;;     sub     rsp, 0x38
;;     lea     eax, [rdx + rdx*2]
;;     lea     r9d, [rdx + rdx*4]
;;     imul    r10d, edx, 7
;;     mov     [rsp], eax
;;     lea     eax, [rdx + rdx*8]
;;     mov     [rsp + 8], r9d
;;     imul    r9d, edx, 0xb
;;     mov     [rsp + 0x10], r10d
;;     imul    r10d, ecx, 0xd
;;     mov     [rsp + 0x18], eax
;;     imul    eax, r8d, 0x11
;;     mov     [rsp + 0x28], r10d
;;     mov     [rsp + 0x30], eax
;;     test    r9b, 3
;;     jne     L2
;;     add     r9, [r14 + memory1.base]
;;     mov     eax, [rsp + 0x28]
;;     mov     r11d, [rsp + 0x30]
;;     lock cmpxchg [r9], r11d                      ; trap: memory out of bounds
;;     imul    r9d, edx, 0x13
;;     imul    r10d, r8d, 0x15
;;     mov     [rsp + 0x30], r10d
;;     mov     r10d, eax
;;     test    r9b, 3
;;     jne     L3
;;     add     r9, [r14 + memory1.base]
;;     mov     eax, [r9]                           ; trap: memory out of bounds
;; L1:
;;     mov     r11d, eax
;;     xor     r11d, [rsp + 0x30]
;;     lock cmpxchg [r9], r11d
;;     jne     L1
;;     add     r10d, eax
;;     add     r10d, [rsp + 0x18]
;;     add     r10d, [rsp + 0x10]
;;     add     r10d, [rsp + 8]
;;     mov     eax, r10d
;;     add     eax, [rsp]
;;     add     rsp, 0x38
;;     ret
;; L2:
;;     ud2                                         ; trap: unaligned atomic
;; L3:
;;     ud2                                         ; trap: unaligned atomic
