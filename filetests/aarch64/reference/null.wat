;;! target = "aarch64"
;; Null references, and tests for them.

(module
  (func $null (result externref)
    (ref.null extern))

  (func $is_null (param $r externref) (result i32)
    (ref.is_null (local.get $r)))

  (func $branch (param $r funcref) (result i32)
    (if (result i32) (ref.is_null (local.get $r))
      (then (i32.const 1))
      (else (i32.const 2))))

  (func $select (param $r externref) (param $s externref) (param $c i32) (result externref)
    (select (result externref) (local.get $r) (local.get $s) (local.get $c))))

;; $null: 8 bytes
;;     mov     w0, #0
;;     ret
;;
;; $is_null: 12 bytes
;;     cmp     x1, #0
;;     cset    w0, eq
;;     ret
;;
;; $branch: 20 bytes
;;     cbnz    x1, L1
;;     mov     w0, #1
;;     b       L2
;; L1:
;;     mov     w0, #2
;; L2:
;;     ret
;;
;; $select: 12 bytes
;;     cmp     w3, #0
;;     csel    x0, x1, x2, ne
;;     ret
