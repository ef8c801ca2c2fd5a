;;! target = "x86_64"
;; The old value of a local, read before an assignment and used after it.

(module
  (func $swap (param $x i32) (param $y i32) (result i32)
    (local.get $x)
    (local.get $y)
    (local.set $x)
    (local.set $y)
    (i32.sub (local.get $x) (local.get $y)))

  (func $post_increment (param $x i32) (result i32)
    (local.get $x)
    (local.set $x (i32.add (local.get $x) (i32.const 1)))
    (i32.mul (local.get $x)))

  (func $fibonacci_step (param $a i64) (param $b i64) (result i64)
    (local.get $b)
    (local.set $b (i64.add (local.get $a) (local.get $b)))
    (local.set $a)
    (i64.xor (local.get $a) (local.get $b))))

;; $swap: 11 bytes
;;     mov     eax, edx
;;     mov     edx, ecx
;;     mov     ecx, eax
;;     mov     eax, edx
;;     sub     eax, ecx
;;     ret
;;
;; $post_increment: 8 bytes
;;     mov     eax, edx
;;     inc     edx
;;     imul    eax, edx
;;     ret
;;
;; $fibonacci_step: 16 bytes
;;     mov     rax, rcx
;;     add     rcx, rdx
;;     mov     rdx, rax
;;     mov     rax, rdx
;;     xor     rax, rcx
;;     ret
