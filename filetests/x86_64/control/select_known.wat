;;! target = "x86_64"
;; Selections whose condition is a constant.

(module
  (func $first (param $x i32) (param $y i32) (result i32)
    (select (local.get $x) (local.get $y) (i32.const 1)))

  (func $second (param $x i32) (param $y i32) (result i32)
    (select (i32.clz (local.get $x)) (i32.ctz (local.get $y)) (i32.const 0))))

;; $first: 3 bytes
;;     mov     eax, edx
;;     ret
;;
;; $second: 13 bytes
;;     lzcnt   eax, edx
;;     tzcnt   r8d, ecx
;;     mov     eax, r8d
;;     ret
