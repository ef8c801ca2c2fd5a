;;! target = "aarch64"
;; Assignments of constants, of other locals and of results.

(module
  (func $constant (param $x i32) (result i32)
    (local.set $x (i32.const 7))
    (local.get $x))

  (func $other (param $x i32) (param $y i32) (result i32)
    (local.set $x (local.get $y))
    (i32.add (local.get $x) (local.get $y)))

  (func $itself (param $x i32) (result i32)
    (local.set $x (local.get $x))
    (local.get $x))

  (func $float (param $x f64) (param $y f64) (result f64)
    (local.set $x (local.get $y))
    (f64.add (local.get $x) (local.get $y))))

;; $constant: 12 bytes
;;     mov     w1, #7
;;     mov     w0, w1
;;     ret
;;
;; $other: 12 bytes
;;     mov     w1, w2
;;     add     w0, w1, w2
;;     ret
;;
;; $itself: 8 bytes
;;     mov     w0, w1
;;     ret
;;
;; $float: 12 bytes
;;     fmov    d0, d1
;;     fadd    d0, d0, d1
;;     ret
