;;! target = "aarch64"
;; Comparisons of constants, and what depends on them.

(module
  (func $value (result i32)
    (i32.lt_u (i32.const 1) (i32.const 2)))

  (func $chosen (param $x i32) (param $y i32) (result i32)
    (select (local.get $x) (local.get $y) (i64.gt_s (i64.const -1) (i64.const 0))))

  (func $never (param $x i32) (result i32)
    (if (i32.eqz (i32.const 1)) (then (return (i32.const 7))))
    (local.get $x)))

;; $value: 8 bytes
;;     mov     w0, #1
;;     ret
;;
;; $chosen: 8 bytes
;;     mov     w0, w2
;;     ret
;;
;; $never: 8 bytes
;;     mov     w0, w1
;;     ret
