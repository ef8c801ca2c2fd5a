;;! target = "x86_64"
;;! cpu = "no bmi2"
;; Shifts to the left, of 32 bits, with the count in cl.

(module
  (func $constant (param $x i32) (result i32)
    (i32.shl (local.get $x) (i32.const 5)))

  (func $local (param $x i32) (param $count i32) (result i32)
    (i32.shl (local.get $x) (local.get $count)))

  (func $temporaries (param $x i32) (param $count i32) (result i32)
    (i32.shl (i32.clz (local.get $x)) (i32.sub (local.get $count) (i32.const 1))))

  (func $in_place (param $x i32) (param $count i32) (result i32)
    (local.set $x (i32.shl (local.get $x) (local.get $count)))
    (local.get $x))

  (func $of_constant (param $count i32) (result i32)
    (i32.shl (i32.const 1) (local.get $count))))

;; $constant: 6 bytes
;;     mov     eax, edx
;;     shl     eax, 5
;;     ret
;;
;; $local: 11 bytes
;;     mov     r10d, ecx
;;     mov     ecx, r10d
;;     mov     eax, edx
;;     shl     eax, cl
;;     ret
;;
;; $temporaries: 14 bytes
;;     mov     r10d, ecx
;;     lzcnt   eax, edx
;;     lea     ecx, [r10 - 1]
;;     shl     eax, cl
;;     ret
;;
;; $in_place: 11 bytes
;;     mov     r10d, ecx
;;     mov     ecx, r10d
;;     shl     edx, cl
;;     mov     eax, edx
;;     ret
;;
;; $of_constant: 10 bytes
;;     mov     ecx, edx
;;     mov     eax, 1
;;     shl     eax, cl
;;     ret
