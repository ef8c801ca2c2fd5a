;;! target = "aarch64"
;; A global whose offset in the context needs a longer encoding.

(module
  (global $g0 (mut i64) (i64.const 0))
  (global $g1 (mut i64) (i64.const 1))
  (global $g2 (mut i64) (i64.const 2))
  (global $g3 (mut i64) (i64.const 3))
  (global $g4 (mut i64) (i64.const 4))
  (global $g5 (mut i64) (i64.const 5))
  (global $g6 (mut i64) (i64.const 6))
  (global $g7 (mut i64) (i64.const 7))
  (global $g8 (mut i64) (i64.const 8))
  (global $g9 (mut i64) (i64.const 9))
  (global $g10 (mut i64) (i64.const 10))
  (global $g11 (mut i64) (i64.const 11))
  (global $g12 (mut i64) (i64.const 12))
  (global $g13 (mut i64) (i64.const 13))
  (global $g14 (mut i64) (i64.const 14))
  (global $g15 (mut i64) (i64.const 15))
  (global $g16 (mut i64) (i64.const 16))
  (global $g17 (mut i64) (i64.const 17))
  (global $g18 (mut i64) (i64.const 18))
  (global $g19 (mut i64) (i64.const 19))

  (func $near (result i64)
    (global.get $g0))

  (func $far (result i64)
    (global.get $g19)))

;; $near: 8 bytes
;;     ldr     x0, [x28, global0]
;;     ret
;;
;; $far: 8 bytes
;;     ldr     x0, [x28, global19]
;;     ret
