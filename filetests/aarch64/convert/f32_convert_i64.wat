;;! target = "aarch64"
;; i64 to f32.

(module
  (memory 1)

  (func $signed (param $x i64) (result f32)
    (f32.convert_i64_s (local.get $x)))

  (func $unsigned (param $x i64) (result f32)
    (f32.convert_i64_u (local.get $x)))

  (func $to_local (param $x i64) (param $y f32) (result f32)
    (local.set $y (f32.convert_i64_s (local.get $x)))
    (local.get $y))

  (func $of_load (param $p i32) (result f32)
    (f32.convert_i64_s (i64.load (local.get $p)))))

;; $signed: 8 bytes
;;     scvtf   s0, x1
;;     ret
;;
;; $unsigned: 8 bytes
;;     ucvtf   s0, x1
;;     ret
;;
;; $to_local: 8 bytes
;;     scvtf   s0, x1
;;     ret
;;
;; $of_load: 12 bytes
;;     ldr     x0, [x27, x1]                       ; trap: memory out of bounds
;;     scvtf   s0, x0
;;     ret
