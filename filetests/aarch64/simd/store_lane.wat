;;! target = "aarch64"
;; One lane to memory.

(module
  (memory 1)

  (func $store8_lane (param $p i32) (param $x v128)
    (v128.store8_lane 3 (local.get $p) (local.get $x)))

  (func $store16_lane (param $p i32) (param $x v128)
    (v128.store16_lane 3 (local.get $p) (local.get $x)))

  (func $store32_lane (param $p i32) (param $x v128)
    (v128.store32_lane 0 (local.get $p) (local.get $x)))

  (func $store64_lane (param $p i32) (param $x v128)
    (v128.store64_lane 1 (local.get $p) (local.get $x))))

;; $store8_lane: 12 bytes
;;     add     x15, x27, x1
;;     st1     {v0.b}[3], [x15]                    ; trap: memory out of bounds
;;     ret
;;
;; $store16_lane: 12 bytes
;;     add     x15, x27, x1
;;     st1     {v0.h}[3], [x15]                    ; trap: memory out of bounds
;;     ret
;;
;; $store32_lane: 8 bytes
;;     str     s0, [x27, x1]                       ; trap: memory out of bounds
;;     ret
;;
;; $store64_lane: 12 bytes
;;     add     x15, x27, x1
;;     st1     {v0.d}[1], [x15]                    ; trap: memory out of bounds
;;     ret
