;;! target = "aarch64"
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

;; $load8x8_s: 12 bytes
;;     ldr     d0, [x27, x1]                       ; trap: memory out of bounds
;;     sshll   v0.8h, v0.8b, #0
;;     ret
;;
;; $load8x8_u: 12 bytes
;;     ldr     d0, [x27, x1]                       ; trap: memory out of bounds
;;     ushll   v0.8h, v0.8b, #0
;;     ret
;;
;; $load16x4_s: 12 bytes
;;     ldr     d0, [x27, x1]                       ; trap: memory out of bounds
;;     sshll   v0.4s, v0.4h, #0
;;     ret
;;
;; $load16x4_u: 12 bytes
;;     ldr     d0, [x27, x1]                       ; trap: memory out of bounds
;;     ushll   v0.4s, v0.4h, #0
;;     ret
;;
;; $load32x2_s: 12 bytes
;;     ldr     d0, [x27, x1]                       ; trap: memory out of bounds
;;     sshll   v0.2d, v0.2s, #0
;;     ret
;;
;; $load32x2_u: 12 bytes
;;     ldr     d0, [x27, x1]                       ; trap: memory out of bounds
;;     ushll   v0.2d, v0.2s, #0
;;     ret
