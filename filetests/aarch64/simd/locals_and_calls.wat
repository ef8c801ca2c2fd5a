;;! target = "aarch64"
;; Vectors in locals, globals, arguments and results.

(module
  (global $g (mut v128) (v128.const i32x4 1 2 3 4))
  (func $callee (param v128) (result v128) (local.get 0))

  (func $argument (param $x v128) (result v128)
    (call $callee (i32x4.add (local.get $x) (local.get $x))))

  (func $survives (param $x v128) (result v128)
    (v128.xor (call $callee (local.get $x)) (local.get $x)))

  (func $global (param $x v128) (result v128)
    (global.set $g (local.get $x))
    (global.get $g))

  (func $select (param $x v128) (param $y v128) (param $c i32) (result v128)
    (select (local.get $x) (local.get $y) (local.get $c)))

  (func $zero (result v128) (local $x v128)
    (local.get $x)))

;; $callee: 4 bytes
;;     ret
;;
;; $argument: 20 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     add     v0.4s, v0.4s, v0.4s
;;     bl      $callee
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $survives: 28 bytes, 32 bytes of frame
;;     str     x30, [sp, #-0x20]!
;;     str     q0, [sp, #0x10]
;;     bl      $callee
;;     ldr     q31, [sp, #0x10]
;;     eor     v0.16b, v0.16b, v31.16b
;;     ldr     x30, [sp], #0x20
;;     ret
;;
;; $global: 12 bytes
;;     str     q0, [x28, global0]
;;     ldr     q0, [x28, global0]
;;     ret
;;
;; $select: 16 bytes
;;     cmp     w1, #0
;;     b.ne    L1
;;     mov     v0.16b, v1.16b
;; L1:
;;     ret
;;
;; $zero: 12 bytes
;;     movi    v16.2d, #0
;;     mov     v0.16b, v16.16b
;;     ret
