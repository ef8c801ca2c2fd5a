;;! target = "aarch64"
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

;; $load8_splat: 12 bytes
;;     add     x15, x27, x1
;;     ld1r    {v0.16b}, [x15]                     ; trap: memory out of bounds
;;     ret
;;
;; $load16_splat: 12 bytes
;;     add     x15, x27, x1
;;     ld1r    {v0.8h}, [x15]                      ; trap: memory out of bounds
;;     ret
;;
;; $load32_splat: 12 bytes
;;     add     x15, x27, x1
;;     ld1r    {v0.4s}, [x15]                      ; trap: memory out of bounds
;;     ret
;;
;; $load64_splat: 12 bytes
;;     add     x15, x27, x1
;;     ld1r    {v0.2d}, [x15]                      ; trap: memory out of bounds
;;     ret
