;;! target = "x86_64"
;; Operators on many elements, which are left to the runtime.

(module
  (table $t 10 funcref)
  (table $u 10 funcref)
  (elem $e func $fill $copy)

  (func $fill (param $i i32) (param $f funcref) (param $n i32)
    (table.fill $t (local.get $i) (local.get $f) (local.get $n)))

  (func $copy (param $to i32) (param $from i32) (param $n i32)
    (table.copy $t $u (local.get $to) (local.get $from) (local.get $n)))

  (func $init (param $to i32)
    (table.init $t $e (local.get $to) (i32.const 0) (i32.const 2))
    (elem.drop $e)))

;; $fill: 20 bytes
;;     mov     r9d, r8d
;;     mov     r8, rcx
;;     mov     ecx, edx
;;     xor     edx, edx
;;     mov     eax, 6
;;     call    qword ptr [r14 + builtin]
;;     ret
;;
;; $copy: 28 bytes
;;     mov     r9d, r8d
;;     mov     r8d, ecx
;;     mov     ecx, edx
;;     mov     rdx, 0x100000000
;;     mov     eax, 7
;;     call    qword ptr [r14 + builtin]
;;     ret
;;
;; $init: 34 bytes
;;     mov     ecx, edx
;;     xor     r8d, r8d
;;     mov     r9d, 2
;;     xor     edx, edx
;;     mov     eax, 8
;;     call    qword ptr [r14 + builtin]
;;     xor     edx, edx
;;     mov     eax, 9
;;     call    qword ptr [r14 + builtin]
;;     ret
