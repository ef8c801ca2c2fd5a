;;! target = "aarch64"
;; Comparisons of i32 with what is in memory.

(module
  (memory 1)

  (func $right (param $x i32) (param $p i32) (result i32)
    (i32.lt_u (local.get $x) (i32.load (local.get $p))))

  (func $left (param $x i32) (param $p i32) (result i32)
    (i32.lt_u (i32.load (local.get $p)) (local.get $x)))

  (func $with_constant (param $p i32) (result i32)
    (i32.eq (i32.load offset=8 (local.get $p)) (i32.const 42)))

  (func $both (param $p i32) (param $q i32) (result i32)
    (i32.eq (i32.load (local.get $p)) (i32.load (local.get $q)))))

;; $right: 16 bytes
;;     ldr     w16, [x27, x2]                      ; trap: memory out of bounds
;;     cmp     w1, w16
;;     cset    w0, lo
;;     ret
;;
;; $left: 16 bytes
;;     ldr     w0, [x27, x2]                       ; trap: memory out of bounds
;;     cmp     w0, w1
;;     cset    w0, lo
;;     ret
;;
;; $with_constant: 20 bytes
;;     add     x15, x27, x1
;;     ldr     w0, [x15, #8]                       ; trap: memory out of bounds
;;     cmp     w0, #0x2a
;;     cset    w0, eq
;;     ret
;;
;; $both: 20 bytes
;;     ldr     w0, [x27, x1]                       ; trap: memory out of bounds
;;     ldr     w16, [x27, x2]                      ; trap: memory out of bounds
;;     cmp     w0, w16
;;     cset    w0, eq
;;     ret
