;;! target = "x86_64"
;; Rotations to the right, of 64 bits.

(module
  (func $constant (param $x i64) (result i64)
    (i64.rotr (local.get $x) (i64.const 5)))

  (func $local (param $x i64) (param $count i64) (result i64)
    (i64.rotr (local.get $x) (local.get $count)))

  (func $temporaries (param $x i64) (param $count i64) (result i64)
    (i64.rotr (i64.clz (local.get $x)) (i64.sub (local.get $count) (i64.const 1))))

  (func $in_place (param $x i64) (param $count i64) (result i64)
    (local.set $x (i64.rotr (local.get $x) (local.get $count)))
    (local.get $x))

  (func $of_constant (param $count i64) (result i64)
    (i64.rotr (i64.const 1) (local.get $count))))

;; $constant: 7 bytes
;;     rorx    rax, rdx, 5
;;     ret
;;
;; $local: 13 bytes
;;     mov     r10, rcx
;;     mov     ecx, r10d
;;     mov     rax, rdx
;;     ror     rax, cl
;;     ret
;;
;; $temporaries: 16 bytes
;;     mov     r10, rcx
;;     lzcnt   rax, rdx
;;     lea     rcx, [r10 - 1]
;;     ror     rax, cl
;;     ret
;;
;; $in_place: 13 bytes
;;     mov     r10, rcx
;;     mov     ecx, r10d
;;     ror     rdx, cl
;;     mov     rax, rdx
;;     ret
;;
;; $of_constant: 11 bytes
;;     mov     ecx, edx
;;     mov     eax, 1
;;     ror     rax, cl
;;     ret
