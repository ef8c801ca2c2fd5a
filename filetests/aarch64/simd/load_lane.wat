;;! target = "aarch64"
;; A number from memory in one lane.

(module
  (memory 1)

  (func $load8_lane (param $p i32) (param $x v128) (result v128)
    (v128.load8_lane 1 (local.get $p) (local.get $x)))

  (func $load16_lane (param $p i32) (param $x v128) (result v128)
    (v128.load16_lane 1 (local.get $p) (local.get $x)))

  (func $load32_lane (param $p i32) (param $x v128) (result v128)
    (v128.load32_lane 1 (local.get $p) (local.get $x)))

  (func $load64_lane (param $p i32) (param $x v128) (result v128)
    (v128.load64_lane 1 (local.get $p) (local.get $x))))

;; $load8_lane: 12 bytes
;;     add     x15, x27, x1
;;     ld1     {v0.b}[1], [x15]                    ; trap: memory out of bounds
;;     ret
;;
;; $load16_lane: 12 bytes
;;     add     x15, x27, x1
;;     ld1     {v0.h}[1], [x15]                    ; trap: memory out of bounds
;;     ret
;;
;; $load32_lane: 12 bytes
;;     add     x15, x27, x1
;;     ld1     {v0.s}[1], [x15]                    ; trap: memory out of bounds
;;     ret
;;
;; $load64_lane: 12 bytes
;;     add     x15, x27, x1
;;     ld1     {v0.d}[1], [x15]                    ; trap: memory out of bounds
;;     ret
