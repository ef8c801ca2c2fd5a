;;! target = "x86_64"
;; Comparisons of constants, and what depends on them.

(module
  (func $value (result i32)
    (i32.lt_u (i32.const 1) (i32.const 2)))

  (func $chosen (param $x i32) (param $y i32) (result i32)
    (select (local.get $x) (local.get $y) (i64.gt_s (i64.const -1) (i64.const 0))))

  (func $never (param $x i32) (result i32)
    (if (i32.eqz (i32.const 1)) (then (return (i32.const 7))))
    (local.get $x)))

;; $value: 6 bytes
;;     mov     eax, 1
;;     ret
;;
;; $chosen: 3 bytes
;;     mov     eax, ecx
;;     ret
;;
;; $never: 3 bytes
;;     mov     eax, edx
;;     ret
