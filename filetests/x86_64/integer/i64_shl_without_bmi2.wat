;;! target = "x86_64"
;;! cpu = "no bmi2"
;; Shifts to the left, of 64 bits, with the count in cl.

(module
  (func $constant (param $x i64) (result i64)
    (i64.shl (local.get $x) (i64.const 5)))

  (func $local (param $x i64) (param $count i64) (result i64)
    (i64.shl (local.get $x) (local.get $count)))

  (func $temporaries (param $x i64) (param $count i64) (result i64)
    (i64.shl (i64.clz (local.get $x)) (i64.sub (local.get $count) (i64.const 1))))

  (func $in_place (param $x i64) (param $count i64) (result i64)
    (local.set $x (i64.shl (local.get $x) (local.get $count)))
    (local.get $x))

  (func $of_constant (param $count i64) (result i64)
    (i64.shl (i64.const 1) (local.get $count))))

;; $constant: 8 bytes
;;     mov     rax, rdx
;;     shl     rax, 5
;;     ret
;;
;; $local: 13 bytes
;;     mov     r10, rcx
;;     mov     ecx, r10d
;;     mov     rax, rdx
;;     shl     rax, cl
;;     ret
;;
;; $temporaries: 16 bytes
;;     mov     r10, rcx
;;     lzcnt   rax, rdx
;;     lea     rcx, [r10 - 1]
;;     shl     rax, cl
;;     ret
;;
;; $in_place: 13 bytes
;;     mov     r10, rcx
;;     mov     ecx, r10d
;;     shl     rdx, cl
;;     mov     rax, rdx
;;     ret
;;
;; $of_constant: 11 bytes
;;     mov     ecx, edx
;;     mov     eax, 1
;;     shl     rax, cl
;;     ret
