;;! target = "aarch64"
;; The low bits of 32, sign-extended.

(module
  (func $local (param $x i32) (result i32)
    (i32.extend8_s (local.get $x)))

  (func $temporary (param $x i32) (result i32)
    (i32.extend8_s (i32.add (local.get $x) (i32.const 1))))

  (func $in_place (param $x i32) (result i32)
    (local.set $x (i32.extend8_s (local.get $x)))
    (local.get $x)))

;; $local: 8 bytes
;;     sxtb    w0, w1
;;     ret
;;
;; $temporary: 12 bytes
;;     add     w0, w1, #1
;;     sxtb    w0, w0
;;     ret
;;
;; $in_place: 12 bytes
;;     sxtb    w1, w1
;;     mov     w0, w1
;;     ret
