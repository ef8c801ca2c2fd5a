;;! target = "x86_64"
;; Returns: all leave by the one epilogue.

(module
  (func $early (param $x i32) (result i32)
    (if (i32.eqz (local.get $x)) (then (return (i32.const 0))))
    (i32.clz (local.get $x)))

  (func $last (param $x i32) (result i32)
    (return (local.get $x)))

  (func $void (param $x i32)
    (if (local.get $x) (then (return))))

  (func $several_values (param $x i32) (param $y i32) (result i32 i32)
    (return (local.get $y) (local.get $x))))

;; $early: 16 bytes
;;     test    edx, edx
;;     jne     L1
;;     xor     eax, eax
;;     ret
;; L1:
;;     lzcnt   eax, edx
;;     ret
;;
;; $last: 3 bytes
;;     mov     eax, edx
;;     ret
;;
;; $void: 10 bytes
;;     test    edx, edx
;;     je      L1
;;     ret
;; L1:
;;     ret
;;
;; $several_values: 23 bytes, 16 bytes of frame
;;     sub     rsp, 0x10
;;     mov     [rsp], ecx
;;     mov     [rsp + 8], edx
;;     mov     eax, [rsp]
;;     mov     edx, [rsp + 8]
;;     add     rsp, 0x10
;;     ret
