;;! target = "aarch64"
;; A test for zero of i64, in all its uses.

(module
  (func $value (param $x i64) (result i32)
    (i64.eqz (local.get $x)))

  (func $branch (param $x i64) (result i32)
    (block $out
      (br_if $out (i64.eqz (local.get $x)))
      (return (i32.const 1)))
    (i32.const 2))

  (func $if (param $x i64) (param $r i32) (result i32)
    (if (i64.eqz (local.get $x)) (then (local.set $r (i32.const 1))))
    (local.get $r))

  (func $select (param $x i64) (param $a i32) (param $b i32) (result i32)
    (select (local.get $a) (local.get $b) (i64.eqz (local.get $x)))))

;; $value: 12 bytes
;;     cmp     x1, #0
;;     cset    w0, eq
;;     ret
;;
;; $branch: 20 bytes
;;     cbz     x1, L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #2
;;     ret
;;
;; $if: 16 bytes
;;     cbnz    x1, L1
;;     mov     w2, #1
;; L1:
;;     mov     w0, w2
;;     ret
;;
;; $select: 12 bytes
;;     cmp     x1, #0
;;     csel    w0, w2, w3, eq
;;     ret
