;;! target = "aarch64"
;; The epilogue after several ways to the end.

(module
  (func $callee (param i32) (result i32) (local.get 0))

  (func $three_ways (param $x i32) (param $y i32) (result i32)
    (if (i32.eqz (local.get $x)) (then (return (i32.const 0))))
    (if (call $callee (local.get $x)) (then (return (local.get $y))))
    (call $callee (local.get $y))))

;; $callee: 8 bytes
;;     mov     w0, w1
;;     ret
;;
;; $three_ways: 52 bytes, 16 bytes of frame
;;     stp     x30, x19, [sp, #-0x10]!
;;     mov     w19, w2
;;     cbnz    w1, L1
;;     mov     w0, #0
;;     b       L3
;; L1:
;;     bl      $callee
;;     cbz     w0, L2
;;     mov     w0, w19
;;     b       L3
;; L2:
;;     mov     w1, w19
;;     bl      $callee
;; L3:
;;     ldp     x30, x19, [sp], #0x10
;;     ret
