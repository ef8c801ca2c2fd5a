;;! target = "x86_64"
;; Loops that nothing leaves, or only a return.

(module
  (func $for_ever
    (loop $l (br $l)))

  (func $until_returned (param $x i32) (result i32)
    (loop $l (result i32)
      (local.set $x (i32.mul (local.get $x) (local.get $x)))
      (if (i32.gt_u (local.get $x) (i32.const 1000)) (then (return (local.get $x))))
      (br $l))))

;; $for_ever: 2 bytes
;; L1:
;;     jmp     L1
;;
;; $until_returned: 18 bytes
;; L1:
;;     imul    edx, edx
;;     cmp     edx, 0x3e8
;;     jbe     L1
;;     mov     eax, edx
;;     ret
