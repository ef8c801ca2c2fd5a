;;! target = "x86_64"
;; Half a vector from memory, its lanes extended.

(module
  (memory 1)

  (func $load8x8_s (param $p i32) (result v128)
    (v128.load8x8_s (local.get $p)))

  (func $load8x8_u (param $p i32) (result v128)
    (v128.load8x8_u (local.get $p)))

  (func $load16x4_s (param $p i32) (result v128)
    (v128.load16x4_s (local.get $p)))

  (func $load16x4_u (param $p i32) (result v128)
    (v128.load16x4_u (local.get $p)))

  (func $load32x2_s (param $p i32) (result v128)
    (v128.load32x2_s (local.get $p)))

  (func $load32x2_u (param $p i32) (result v128)
    (v128.load32x2_u (local.get $p))))

;; $load8x8_s: 7 bytes
;;     vpmovsxbw xmm0, [rbx + rdx]                  ; trap: memory out of bounds
;;     ret
;;
;; $load8x8_u: 7 bytes
;;     vpmovzxbw xmm0, [rbx + rdx]                  ; trap: memory out of bounds
;;     ret
;;
;; $load16x4_s: 7 bytes
;;     vpmovsxwd xmm0, [rbx + rdx]                  ; trap: memory out of bounds
;;     ret
;;
;; $load16x4_u: 7 bytes
;;     vpmovzxwd xmm0, [rbx + rdx]                  ; trap: memory out of bounds
;;     ret
;;
;; $load32x2_s: 7 bytes
;;     vpmovsxdq xmm0, [rbx + rdx]                  ; trap: memory out of bounds
;;     ret
;;
;; $load32x2_u: 7 bytes
;;     vpmovzxdq xmm0, [rbx + rdx]                  ; trap: memory out of bounds
;;     ret
