;;! target = "aarch64"
;; A chain of conditionals, as of a switch with few cases.

(module
  (func $classify (param $x i32) (result i32)
    (if (result i32) (i32.lt_s (local.get $x) (i32.const 0))
      (then (i32.const -1))
      (else
        (if (result i32) (i32.eqz (local.get $x))
          (then (i32.const 0))
          (else (i32.const 1)))))))

;; $classify: 32 bytes
;;     tbz     w1, #0x1f, L1
;;     mov     w0, #0xffffffff
;;     b       L3
;; L1:
;;     cbnz    w1, L2
;;     mov     w0, #0
;;     b       L3
;; L2:
;;     mov     w0, #1
;; L3:
;;     ret
