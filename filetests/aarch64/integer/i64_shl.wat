;;! target = "aarch64"
;; Shifts to the left, of 64 bits.

(module
  (func $constant (param $x i64) (result i64)
    (i64.shl (local.get $x) (i64.const 5)))

  (func $local (param $x i64) (param $count i64) (result i64)
    (i64.shl (local.get $x) (local.get $count)))

  (func $temporaries (param $x i64) (param $count i64) (result i64)
    (i64.shl (i64.clz (local.get $x)) (i64.sub (local.get $count) (i64.const 1))))

  (func $in_place (param $x i64) (param $count i64) (result i64)
    (local.set $x (i64.shl (local.get $x) (local.get $count)))
    (local.get $x))

  (func $of_constant (param $count i64) (result i64)
    (i64.shl (i64.const 1) (local.get $count))))

;; $constant: 8 bytes
;;     lsl     x0, x1, #5
;;     ret
;;
;; $local: 8 bytes
;;     lsl     x0, x1, x2
;;     ret
;;
;; $temporaries: 16 bytes
;;     clz     x0, x1
;;     sub     x3, x2, #1
;;     lsl     x0, x0, x3
;;     ret
;;
;; $in_place: 12 bytes
;;     lsl     x1, x1, x2
;;     mov     x0, x1
;;     ret
;;
;; $of_constant: 12 bytes
;;     mov     w0, #1
;;     lsl     x0, x0, x1
;;     ret
