;;! target = "x86_64"
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

;; $load8_lane: 8 bytes
;;     vpinsrb xmm0, xmm0, [rbx + rdx], 1          ; trap: memory out of bounds
;;     ret
;;
;; $load16_lane: 7 bytes
;;     vpinsrw xmm0, xmm0, [rbx + rdx], 1          ; trap: memory out of bounds
;;     ret
;;
;; $load32_lane: 8 bytes
;;     vpinsrd xmm0, xmm0, [rbx + rdx], 1          ; trap: memory out of bounds
;;     ret
;;
;; $load64_lane: 6 bytes
;;     vmovhps xmm0, xmm0, [rbx + rdx]             ; trap: memory out of bounds
;;     ret
