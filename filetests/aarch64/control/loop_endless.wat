;;! target = "aarch64"
;; Loops that nothing leaves, or only a return.

(module
  (func $for_ever
    (loop $l (br $l)))

  (func $until_returned (param $x i32) (result i32)
    (loop $l (result i32)
      (local.set $x (i32.mul (local.get $x) (local.get $x)))
      (if (i32.gt_u (local.get $x) (i32.const 1000)) (then (return (local.get $x))))
      (br $l))))

;; $for_ever: 4 bytes
;; L1:
;;     b       L1
;;
;; $until_returned: 24 bytes
;; L1:
;;     mul     w1, w1, w1
;;     cmp     w1, #0x3e8
;;     b.ls    L2
;;     mov     w0, w1
;;     ret
;; L2:
;;     b       L1
