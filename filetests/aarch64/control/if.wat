;;! target = "aarch64"
;; Conditionals without else.

(module
  (func $local (param $x i32) (param $y i32) (result i32)
    (if (local.get $x) (then (local.set $y (i32.const 1))))
    (local.get $y))

  (func $temporary (param $x i32) (param $y i32) (result i32)
    (if (i32.and (local.get $x) (i32.const 4)) (then (local.set $y (i32.const 1))))
    (local.get $y))

  (func $empty (param $x i32)
    (if (local.get $x) (then)))

  (func $returns (param $x i32) (result i32)
    (if (local.get $x) (then (return (i32.const 1))))
    (i32.const 2)))

;; $local: 16 bytes
;;     cbz     w1, L1
;;     mov     w2, #1
;; L1:
;;     mov     w0, w2
;;     ret
;;
;; $temporary: 16 bytes
;;     tbz     w1, #2, L1
;;     mov     w2, #1
;; L1:
;;     mov     w0, w2
;;     ret
;;
;; $empty: 4 bytes
;;     ret
;;
;; $returns: 20 bytes
;;     cbz     w1, L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
