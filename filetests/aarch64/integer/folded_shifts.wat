;;! target = "aarch64"
;; Shifts of constants by constants.

(module
  (func $left (result i32)
    (i32.shl (i32.const 1) (i32.const 31)))

  (func $right (result i64)
    (i64.shr_s (i64.const -256) (i64.const 4)))

  (func $rotation (result i32)
    (i32.rotl (i32.const 0x80000001) (i32.const 1))))

;; $left: 8 bytes
;;     mov     w0, #0x80000000
;;     ret
;;
;; $right: 8 bytes
;;     mov     x0, #0xfffffffffffffff0
;;     ret
;;
;; $rotation: 8 bytes
;;     mov     w0, #3
;;     ret
