;;! target = "aarch64"
;; Rotations to the left, of 64 bits.

(module
  (func $constant (param $x i64) (result i64)
    (i64.rotl (local.get $x) (i64.const 5)))

  (func $local (param $x i64) (param $count i64) (result i64)
    (i64.rotl (local.get $x) (local.get $count)))

  (func $temporaries (param $x i64) (param $count i64) (result i64)
    (i64.rotl (i64.clz (local.get $x)) (i64.sub (local.get $count) (i64.const 1))))

  (func $in_place (param $x i64) (param $count i64) (result i64)
    (local.set $x (i64.rotl (local.get $x) (local.get $count)))
    (local.get $x))

  (func $of_constant (param $count i64) (result i64)
    (i64.rotl (i64.const 1) (local.get $count))))

;; $constant: 8 bytes
;;     ror     x0, x1, #0x3b
;;     ret
;;
;; $local: 12 bytes
;;     neg     w16, w2
;;     ror     x0, x1, x16
;;     ret
;;
;; $temporaries: 20 bytes
;;     clz     x0, x1
;;     sub     x3, x2, #1
;;     neg     w16, w3
;;     ror     x0, x0, x16
;;     ret
;;
;; $in_place: 16 bytes
;;     neg     w16, w2
;;     ror     x1, x1, x16
;;     mov     x0, x1
;;     ret
;;
;; $of_constant: 16 bytes
;;     mov     w0, #1
;;     neg     w16, w1
;;     ror     x0, x0, x16
;;     ret
