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

;; $store8_lane: 16 bytes
;;     mov     v16.16b, v0.16b
;;     add     x15, x27, x1
;;     st1     {v16.b}[3], [x15]                   ; trap: memory out of bounds
;;     ret
;;
;; $store16_lane: 16 bytes
;;     mov     v16.16b, v0.16b
;;     add     x15, x27, x1
;;     st1     {v16.h}[3], [x15]                   ; trap: memory out of bounds
;;     ret
;;
;; $store32_lane: 12 bytes
;;     mov     v16.16b, v0.16b
;;     str     s16, [x27, x1]                      ; trap: memory out of bounds
;;     ret
;;
;; $store64_lane: 16 bytes
;;     mov     v16.16b, v0.16b
;;     add     x15, x27, x1
;;     st1     {v16.d}[1], [x15]                   ; trap: memory out of bounds
;;     ret
