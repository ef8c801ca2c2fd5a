;;! target = "aarch64"
;; Nothing has to survive a call that unreachable follows.

(module
  (func $panic (param i32))

  (func $check (param $x i32) (result i32)
    (if (i32.gt_u (local.get $x) (i32.const 100))
      (then (call $panic (local.get $x)) (unreachable)))
    (i32.add (local.get $x) (i32.const 1)))

  (func $keeps_nothing (param $x f64) (param $c i32) (result f64)
    (if (local.get $c) (then (call $panic (i32.const 1)) (unreachable)))
    (f64.mul (local.get $x) (local.get $x))))

;; $panic: 4 bytes
;;     ret
;;
;; $check: 32 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     cmp     w1, #0x64
;;     b.ls    L1
;;     bl      $panic
;;     udf     #9                                  ; trap: unreachable
;; L1:
;;     add     w0, w1, #1
;;     ldr     x30, [sp], #0x10
;;     ret
;;
;; $keeps_nothing: 32 bytes, 16 bytes of frame
;;     str     x30, [sp, #-0x10]!
;;     cbz     w1, L1
;;     mov     w1, #1
;;     bl      $panic
;;     udf     #9                                  ; trap: unreachable
;; L1:
;;     fmul    d0, d0, d0
;;     ldr     x30, [sp], #0x10
;;     ret
