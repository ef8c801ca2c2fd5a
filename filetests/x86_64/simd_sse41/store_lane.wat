;;! target = "x86_64"
;;! cpu = "baseline"
;; One lane to memory. With SSE4.1.

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

;; $store8_lane: 8 bytes
;;     pextrb  [rbx + rdx], xmm0, 3                ; trap: memory out of bounds
;;     ret
;;
;; $store16_lane: 8 bytes
;;     pextrw  [rbx + rdx], xmm0, 3                ; trap: memory out of bounds
;;     ret
;;
;; $store32_lane: 6 bytes
;;     movss   [rbx + rdx], xmm0                   ; trap: memory out of bounds
;;     ret
;;
;; $store64_lane: 5 bytes
;;     movhps  [rbx + rdx], xmm0                   ; trap: memory out of bounds
;;     ret
