;;! target = "x86_64"
;; The operator that always traps.

(module
  (func $always
    (unreachable))

  (func $sometimes (param $x i32) (result i32)
    (if (local.get $x) (then (unreachable)))
    (i32.const 1))

  (func $on_comparison (param $x i32) (param $y i32) (result i32)
    (if (i32.ge_u (local.get $x) (local.get $y)) (then (unreachable)))
    (local.get $x)))

;; $always: 3 bytes
;;     ud2                                         ; trap: unreachable
;;
;; $sometimes: 17 bytes
;;     test    edx, edx
;;     jne     L1
;;     mov     eax, 1
;;     ret
;; L1:
;;     ud2                                         ; trap: unreachable
;;
;; $on_comparison: 14 bytes
;;     cmp     edx, ecx
;;     jae     L1
;;     mov     eax, edx
;;     ret
;; L1:
;;     ud2                                         ; trap: unreachable
