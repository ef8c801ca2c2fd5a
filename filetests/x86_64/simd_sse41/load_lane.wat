;;! target = "x86_64"
;;! cpu = "baseline"
;; A number from memory in one lane. With SSE4.1.

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

;; $load8_lane: 8 bytes
;;     pinsrb  xmm0, [rbx + rdx], 1                ; trap: memory out of bounds
;;     ret
;;
;; $load16_lane: 7 bytes
;;     pinsrw  xmm0, [rbx + rdx], 1                ; trap: memory out of bounds
;;     ret
;;
;; $load32_lane: 8 bytes
;;     pinsrd  xmm0, [rbx + rdx], 1                ; trap: memory out of bounds
;;     ret
;;
;; $load64_lane: 5 bytes
;;     movhps  xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     ret
