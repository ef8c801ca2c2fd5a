;;! target = "x86_64"
;; Unsigned division, of 64 bits.

(module
  (func $locals (param $x i64) (param $y i64) (result i64)
    (i64.div_u (local.get $x) (local.get $y)))

  (func $in_place (param $x i64) (param $y i64) (result i64)
    (local.set $x (i64.div_u (local.get $x) (local.get $y)))
    (local.get $x))

  (func $temporaries (param $x i64) (param $y i64) (result i64)
    (i64.div_u (i64.clz (local.get $x)) (i64.ctz (local.get $y))))

  (func $constant_dividend (param $y i64) (result i64)
    (i64.div_u (i64.const 1000) (local.get $y))))

;; $locals: 12 bytes
;;     mov     r10, rdx
;;     mov     rax, r10
;;     xor     edx, edx
;;     div     rcx                                 ; trap: division by zero
;;     ret
;;
;; $in_place: 18 bytes
;;     mov     r10, rdx
;;     mov     rax, r10
;;     xor     edx, edx
;;     div     rcx                                 ; trap: division by zero
;;     mov     r10, rax
;;     mov     rax, r10
;;     ret
;;
;; $temporaries: 22 bytes
;;     mov     r10, rdx
;;     lzcnt   rax, r10
;;     tzcnt   rdx, rcx
;;     mov     r8, rdx
;;     xor     edx, edx
;;     div     r8                                  ; trap: division by zero
;;     ret
;;
;; $constant_dividend: 14 bytes
;;     mov     r10, rdx
;;     mov     eax, 0x3e8
;;     xor     edx, edx
;;     div     r10                                 ; trap: division by zero
;;     ret
