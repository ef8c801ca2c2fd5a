;;! target = "aarch64"
;; A comparison that eqz inverts, once or more.

(module
  (func $integer (param $x i32) (param $y i32) (result i32)
    (i32.eqz (i32.lt_s (local.get $x) (local.get $y))))

  (func $twice (param $x i32) (param $y i32) (result i32)
    (i32.eqz (i32.eqz (i32.lt_s (local.get $x) (local.get $y)))))

  (func $to_bool (param $x i64) (result i32)
    (i32.eqz (i64.eqz (local.get $x))))

  (func $float_branch (param $x f64) (param $y f64) (result i32)
    (block $out
      (br_if $out (i32.eqz (f64.lt (local.get $x) (local.get $y))))
      (return (i32.const 1)))
    (i32.const 2)))

;; $integer: 12 bytes
;;     cmp     w1, w2
;;     cset    w0, ge
;;     ret
;;
;; $twice: 12 bytes
;;     cmp     w1, w2
;;     cset    w0, lt
;;     ret
;;
;; $to_bool: 12 bytes
;;     cmp     x1, #0
;;     cset    w0, ne
;;     ret
;;
;; $float_branch: 24 bytes
;;     fcmp    d0, d1
;;     b.pl    L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
