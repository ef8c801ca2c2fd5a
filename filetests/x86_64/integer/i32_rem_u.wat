;;! target = "x86_64"
;; Unsigned remainder, of 32 bits.

(module
  (func $locals (param $x i32) (param $y i32) (result i32)
    (i32.rem_u (local.get $x) (local.get $y)))

  (func $in_place (param $x i32) (param $y i32) (result i32)
    (local.set $x (i32.rem_u (local.get $x) (local.get $y)))
    (local.get $x))

  (func $temporaries (param $x i32) (param $y i32) (result i32)
    (i32.rem_u (i32.clz (local.get $x)) (i32.ctz (local.get $y))))

  (func $constant_dividend (param $y i32) (result i32)
    (i32.rem_u (i32.const 1000) (local.get $y))))

;; $locals: 13 bytes
;;     mov     r10d, edx
;;     mov     eax, r10d
;;     xor     edx, edx
;;     div     ecx                                 ; trap: division by zero
;;     mov     eax, edx
;;     ret
;;
;; $in_place: 17 bytes
;;     mov     r10d, edx
;;     mov     eax, r10d
;;     xor     edx, edx
;;     div     ecx                                 ; trap: division by zero
;;     mov     r10d, edx
;;     mov     eax, r10d
;;     ret
;;
;; $temporaries: 23 bytes
;;     mov     r10d, edx
;;     lzcnt   eax, r10d
;;     tzcnt   edx, ecx
;;     mov     r8d, edx
;;     xor     edx, edx
;;     div     r8d                                 ; trap: division by zero
;;     mov     eax, edx
;;     ret
;;
;; $constant_dividend: 16 bytes
;;     mov     r10d, edx
;;     mov     eax, 0x3e8
;;     xor     edx, edx
;;     div     r10d                                ; trap: division by zero
;;     mov     eax, edx
;;     ret
