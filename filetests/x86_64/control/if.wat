;;! target = "x86_64"
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
;;     test    edx, edx
;;     je      L1
;;     mov     ecx, 1
;; L1:
;;     mov     eax, ecx
;;     ret
;;
;; $temporary: 17 bytes
;;     test    dl, 4
;;     je      L1
;;     mov     ecx, 1
;; L1:
;;     mov     eax, ecx
;;     ret
;;
;; $empty: 3 bytes
;;     test    edx, edx
;;     ret
;;
;; $returns: 20 bytes
;;     test    edx, edx
;;     je      L1
;;     mov     eax, 1
;;     ret
;; L1:
;;     mov     eax, 2
;;     ret
