;;! target = "x86_64"
;; Sums of several terms.

(module
  (func $four_terms (param $a i32) (param $b i32) (param $c i32) (param $d i32) (result i32)
    (i32.add (i32.add (i32.add (local.get $a) (local.get $b)) (local.get $c)) (local.get $d)))

  (func $balanced (param $a i32) (param $b i32) (param $c i32) (param $d i32) (result i32)
    (i32.add (i32.add (local.get $a) (local.get $b)) (i32.add (local.get $c) (local.get $d))))

  (func $sum_and_constant (param $a i32) (param $b i32) (result i32)
    (i32.add (i32.add (local.get $a) (local.get $b)) (i32.const 8)))

  (func $scaled (param $a i32) (param $i i32) (result i32)
    (i32.add (local.get $a) (i32.shl (local.get $i) (i32.const 2)))))

;; $four_terms: 14 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, r9d
;;     lea     eax, [rdx + rcx]
;;     add     eax, r8d
;;     add     eax, esi
;;     pop     rsi
;;     ret
;;
;; $balanced: 16 bytes, 8 bytes of frame
;;     push    rsi
;;     mov     esi, r9d
;;     lea     eax, [rdx + rcx]
;;     lea     r9d, [r8 + rsi]
;;     add     eax, r9d
;;     pop     rsi
;;     ret
;;
;; $sum_and_constant: 7 bytes
;;     lea     eax, [rdx + rcx]
;;     add     eax, 8
;;     ret
;;
;; $scaled: 4 bytes
;;     lea     eax, [rdx + rcx*4]
;;     ret
