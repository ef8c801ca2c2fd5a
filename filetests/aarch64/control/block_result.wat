;;! target = "aarch64"
;; The single result of a block is in one fixed register where paths meet.

(module
  (func $falls_through (param $x i32) (result i32)
    (block (result i32) (i32.add (local.get $x) (i32.const 1))))

  (func $branched_to (param $x i32) (result i32)
    (block $b (result i32)
      (drop (br_if $b (i32.const 10) (local.get $x)))
      (i32.const 20)))

  (func $used_after (param $x i32) (result i32)
    (i32.add
      (local.get $x)
      (block $b (result i32)
        (drop (br_if $b (i32.const 10) (local.get $x)))
        (i32.const 20))))

  (func $float (param $x i32) (param $y f64) (result f64)
    (block $b (result f64)
      (drop (br_if $b (local.get $y) (local.get $x)))
      (f64.sqrt (local.get $y)))))

;; $falls_through: 8 bytes
;;     add     w0, w1, #1
;;     ret
;;
;; $branched_to: 20 bytes
;;     cbz     w1, L1
;;     mov     w0, #0xa
;;     b       L2
;; L1:
;;     mov     w0, #0x14
;; L2:
;;     ret
;;
;; $used_after: 24 bytes
;;     cbz     w1, L1
;;     mov     w0, #0xa
;;     b       L2
;; L1:
;;     mov     w0, #0x14
;; L2:
;;     add     w0, w1, w0
;;     ret
;;
;; $float: 24 bytes
;;     fmov    d16, d0
;;     cbz     w1, L1
;;     fmov    d0, d16
;;     b       L2
;; L1:
;;     fsqrt   d0, d16
;; L2:
;;     ret
