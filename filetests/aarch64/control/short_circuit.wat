;;! target = "aarch64"
;; Conditions joined as compilers do: a branch for each.

(module
  (func $and (param $x i32) (param $y i32) (result i32)
    (block $false
      (br_if $false (i32.eqz (local.get $x)))
      (br_if $false (i32.lt_s (local.get $y) (i32.const 3)))
      (return (i32.const 1)))
    (i32.const 0))

  (func $or (param $x i32) (param $y i32) (result i32)
    (block $true
      (br_if $true (local.get $x))
      (br_if $true (i32.ge_s (local.get $y) (i32.const 3)))
      (return (i32.const 0)))
    (i32.const 1)))

;; $and: 28 bytes
;;     cbz     w1, L1
;;     cmp     w2, #3
;;     b.lt    L1
;;     mov     w0, #1
;;     ret
;; L1:
;;     mov     w0, #0
;;     ret
;;
;; $or: 28 bytes
;;     cbnz    w1, L1
;;     cmp     w2, #3
;;     b.ge    L1
;;     mov     w0, #0
;;     ret
;; L1:
;;     mov     w0, #1
;;     ret
