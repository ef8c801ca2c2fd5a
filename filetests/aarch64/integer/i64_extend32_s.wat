;;! target = "aarch64"
;; The low bits of 64, sign-extended.

(module
  (func $local (param $x i64) (result i64)
    (i64.extend32_s (local.get $x)))

  (func $temporary (param $x i64) (result i64)
    (i64.extend32_s (i64.add (local.get $x) (i64.const 1))))

  (func $in_place (param $x i64) (result i64)
    (local.set $x (i64.extend32_s (local.get $x)))
    (local.get $x)))

;; $local: 8 bytes
;;     sxtw    x0, w1
;;     ret
;;
;; $temporary: 12 bytes
;;     add     x0, x1, #1
;;     sxtw    x0, w0
;;     ret
;;
;; $in_place: 12 bytes
;;     sxtw    x1, w1
;;     mov     x0, x1
;;     ret
