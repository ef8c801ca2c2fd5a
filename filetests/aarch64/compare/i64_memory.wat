;;! target = "aarch64"
;; Comparisons of i64 with what is in memory.

(module
  (memory 1)

  (func $right (param $x i64) (param $p i32) (result i32)
    (i64.lt_u (local.get $x) (i64.load (local.get $p))))

  (func $left (param $x i64) (param $p i32) (result i32)
    (i64.lt_u (i64.load (local.get $p)) (local.get $x)))

  (func $with_constant (param $p i32) (result i32)
    (i64.eq (i64.load offset=8 (local.get $p)) (i64.const 42)))

  (func $both (param $p i32) (param $q i32) (result i32)
    (i64.eq (i64.load (local.get $p)) (i64.load (local.get $q)))))

;; $right: 16 bytes
;;     ldr     x16, [x27, x2]                      ; trap: memory out of bounds
;;     cmp     x1, x16
;;     cset    w0, lo
;;     ret
;;
;; $left: 16 bytes
;;     ldr     x0, [x27, x2]                       ; trap: memory out of bounds
;;     cmp     x0, x1
;;     cset    w0, lo
;;     ret
;;
;; $with_constant: 20 bytes
;;     add     x15, x27, x1
;;     ldr     x0, [x15, #8]                       ; trap: memory out of bounds
;;     cmp     x0, #0x2a
;;     cset    w0, eq
;;     ret
;;
;; $both: 20 bytes
;;     ldr     x0, [x27, x1]                       ; trap: memory out of bounds
;;     ldr     x16, [x27, x2]                      ; trap: memory out of bounds
;;     cmp     x0, x16
;;     cset    w0, eq
;;     ret
