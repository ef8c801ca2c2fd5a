;;! target = "x86_64"
;; Locals that may be read before they are set are zero; the others are not initialised.

(module
  (func $read_first (result i32) (local $x i32)
    (local.get $x))

  (func $set_first (param $y i32) (result i32) (local $x i32)
    (local.set $x (local.get $y))
    (i32.add (local.get $x) (local.get $y)))

  (func $set_on_one_path (param $y i32) (result i32) (local $x i32)
    (if (local.get $y) (then (local.set $x (i32.const 5))))
    (local.get $x))

  (func $float (result f64) (local $x f64)
    (local.get $x))

  (func $accumulator (param $n i32) (result i32) (local $sum i32)
    (loop $again
      (local.set $sum (i32.add (local.get $sum) (local.get $n)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum)))

;; $read_first: 7 bytes
;;     xor     r10d, r10d
;;     mov     eax, r10d
;;     ret
;;
;; $set_first: 8 bytes
;;     mov     r10d, edx
;;     lea     eax, [r10 + rdx]
;;     ret
;;
;; $set_on_one_path: 21 bytes
;;     xor     r10d, r10d
;;     test    edx, edx
;;     je      L1
;;     mov     r10d, 5
;; L1:
;;     mov     eax, r10d
;;     ret
;;
;; $float: 9 bytes
;;     vxorps  xmm7, xmm7, xmm7
;;     vmovaps xmm0, xmm7
;;     ret
;;
;; $accumulator: 14 bytes
;;     xor     r10d, r10d
;; L1:
;;     add     r10d, edx
;;     dec     edx
;;     jne     L1
;;     mov     eax, r10d
;;     ret
