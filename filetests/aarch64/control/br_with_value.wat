;;! target = "aarch64"
;; Branches that carry a value to where the end of the block expects it.

(module
  (func $constant (param $x i32) (result i32)
    (block $b (result i32)
      (if (local.get $x) (then (br $b (i32.const 1))))
      (i32.const 2)))

  (func $temporary (param $x i32) (result i32)
    (block $b (result i32)
      (if (local.get $x) (then (br $b (i32.clz (local.get $x)))))
      (i32.ctz (local.get $x))))

  (func $float (param $c i32) (param $x f32) (result f32)
    (block $b (result f32)
      (if (local.get $c) (then (br $b (f32.sqrt (local.get $x)))))
      (f32.const 0)))

  (func $out_of_two_blocks (param $x i32) (result i32)
    (block $b (result i32)
      (block
        (br $b (i32.add (local.get $x) (i32.const 3))))
      (unreachable))))

;; $constant: 20 bytes
;;     cbz     w1, L1
;;     mov     w0, #1
;;     b       L2
;; L1:
;;     mov     w0, #2
;; L2:
;;     ret
;;
;; $temporary: 24 bytes
;;     cbz     w1, L1
;;     clz     w0, w1
;;     b       L2
;; L1:
;;     rbit    w16, w1
;;     clz     w0, w16
;; L2:
;;     ret
;;
;; $float: 24 bytes
;;     fmov    d16, d0
;;     cbz     w1, L1
;;     fsqrt   s0, s16
;;     b       L2
;; L1:
;;     movi    d0, #0
;; L2:
;;     ret
;;
;; $out_of_two_blocks: 8 bytes
;;     add     w0, w1, #3
;;     ret
