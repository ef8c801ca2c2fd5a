;;! target = "aarch64"
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

;; $four_terms: 16 bytes
;;     add     w0, w1, w2
;;     add     w0, w0, w3
;;     add     w0, w0, w4
;;     ret
;;
;; $balanced: 16 bytes
;;     add     w0, w1, w2
;;     add     w5, w3, w4
;;     add     w0, w0, w5
;;     ret
;;
;; $sum_and_constant: 12 bytes
;;     add     w0, w1, w2
;;     add     w0, w0, #8
;;     ret
;;
;; $scaled: 8 bytes
;;     add     w0, w1, w2, lsl #2
;;     ret
