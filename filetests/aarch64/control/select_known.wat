;;! target = "aarch64"
;; Selections whose condition is a constant.

(module
  (func $first (param $x i32) (param $y i32) (result i32)
    (select (local.get $x) (local.get $y) (i32.const 1)))

  (func $second (param $x i32) (param $y i32) (result i32)
    (select (i32.clz (local.get $x)) (i32.ctz (local.get $y)) (i32.const 0))))

;; $first: 8 bytes
;;     mov     w0, w1
;;     ret
;;
;; $second: 20 bytes
;;     clz     w0, w1
;;     rbit    w16, w2
;;     clz     w3, w16
;;     mov     w0, w3
;;     ret
