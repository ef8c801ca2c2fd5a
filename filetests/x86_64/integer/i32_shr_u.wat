;;! target = "x86_64"
;; Logical shifts to the right, of 32 bits.

(module
  (func $constant (param $x i32) (result i32)
    (i32.shr_u (local.get $x) (i32.const 5)))

  (func $local (param $x i32) (param $count i32) (result i32)
    (i32.shr_u (local.get $x) (local.get $count)))

  (func $temporaries (param $x i32) (param $count i32) (result i32)
    (i32.shr_u (i32.clz (local.get $x)) (i32.sub (local.get $count) (i32.const 1))))

  (func $in_place (param $x i32) (param $count i32) (result i32)
    (local.set $x (i32.shr_u (local.get $x) (local.get $count)))
    (local.get $x))

  (func $of_constant (param $count i32) (result i32)
    (i32.shr_u (i32.const 1) (local.get $count))))

;; $constant: 6 bytes
;;     mov     eax, edx
;;     shr     eax, 5
;;     ret
;;
;; $local: 6 bytes
;;     shrx    eax, edx, ecx
;;     ret
;;
;; $temporaries: 14 bytes
;;     lzcnt   eax, edx
;;     lea     r8d, [rcx - 1]
;;     shrx    eax, eax, r8d
;;     ret
;;
;; $in_place: 5 bytes
;;     shr     edx, cl
;;     mov     eax, edx
;;     ret
;;
;; $of_constant: 11 bytes
;;     mov     eax, 1
;;     shrx    eax, eax, edx
;;     ret
