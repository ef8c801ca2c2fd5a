;;! target = "aarch64"
;; Operators on constants are done by the compiler.

(module
  (func $sum (result i32)
    (i32.add (i32.const 40) (i32.const 2)))

  (func $product (result i64)
    (i64.mul (i64.const 0x1_0000_0000) (i64.const 3)))

  (func $difference_wraps (result i32)
    (i32.sub (i32.const 0x80000000) (i32.const 1)))

  (func $logic (result i32)
    (i32.xor (i32.and (i32.const 0xff) (i32.const 0x3c)) (i32.or (i32.const 1) (i32.const 2))))

  (func $counts (result i32)
    (i32.add (i32.clz (i32.const 1)) (i32.popcnt (i32.const 0xff)))))

;; $sum: 8 bytes
;;     mov     w0, #0x2a
;;     ret
;;
;; $product: 8 bytes
;;     mov     x0, #0x300000000
;;     ret
;;
;; $difference_wraps: 8 bytes
;;     mov     w0, #0x7fffffff
;;     ret
;;
;; $logic: 8 bytes
;;     mov     w0, #0x3f
;;     ret
;;
;; $counts: 8 bytes
;;     mov     w0, #0x27
;;     ret
