;;! target = "x86_64"
;; Assignments of constants, of other locals and of results.

(module
  (func $constant (param $x i32) (result i32)
    (local.set $x (i32.const 7))
    (local.get $x))

  (func $other (param $x i32) (param $y i32) (result i32)
    (local.set $x (local.get $y))
    (i32.add (local.get $x) (local.get $y)))

  (func $itself (param $x i32) (result i32)
    (local.set $x (local.get $x))
    (local.get $x))

  (func $float (param $x f64) (param $y f64) (result f64)
    (local.set $x (local.get $y))
    (f64.add (local.get $x) (local.get $y))))

;; $constant: 8 bytes
;;     mov     edx, 7
;;     mov     eax, edx
;;     ret
;;
;; $other: 6 bytes
;;     mov     edx, ecx
;;     lea     eax, [rdx + rcx]
;;     ret
;;
;; $itself: 3 bytes
;;     mov     eax, edx
;;     ret
;;
;; $float: 9 bytes
;;     vmovaps xmm0, xmm1
;;     vaddsd  xmm0, xmm0, xmm1
;;     ret
