;;! target = "aarch64"
;; Accesses out of bounds trap where they fault.

(module
  (memory 1)

  (func $load (param $p i32) (result i64)
    (i64.load (local.get $p)))

  (func $store (param $p i32) (param $x i32)
    (i32.store16 (local.get $p) (local.get $x))))

;; $load: 8 bytes
;;     ldr     x0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $store: 8 bytes
;;     strh    w2, [x27, x1]                       ; trap: memory out of bounds
;;     ret
