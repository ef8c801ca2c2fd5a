;;! target = "x86_64"
;; A number from memory in all lanes.

(module
  (memory 1)

  (func $load8_splat (param $p i32) (result v128)
    (v128.load8_splat (local.get $p)))

  (func $load16_splat (param $p i32) (result v128)
    (v128.load16_splat (local.get $p)))

  (func $load32_splat (param $p i32) (result v128)
    (v128.load32_splat (local.get $p)))

  (func $load64_splat (param $p i32) (result v128)
    (v128.load64_splat (local.get $p))))

;; $load8_splat: 7 bytes
;;     vpbroadcastb xmm0, [rbx + rdx]               ; trap: memory out of bounds
;;     ret
;;
;; $load16_splat: 7 bytes
;;     vpbroadcastw xmm0, [rbx + rdx]               ; trap: memory out of bounds
;;     ret
;;
;; $load32_splat: 7 bytes
;;     vbroadcastss xmm0, [rbx + rdx]               ; trap: memory out of bounds
;;     ret
;;
;; $load64_splat: 6 bytes
;;     vmovddup xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     ret
