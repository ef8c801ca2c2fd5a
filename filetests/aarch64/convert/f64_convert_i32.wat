;;! target = "aarch64"
;; i32 to f64.

(module
  (memory 1)

  (func $signed (param $x i32) (result f64)
    (f64.convert_i32_s (local.get $x)))

  (func $unsigned (param $x i32) (result f64)
    (f64.convert_i32_u (local.get $x)))

  (func $to_local (param $x i32) (param $y f64) (result f64)
    (local.set $y (f64.convert_i32_s (local.get $x)))
    (local.get $y))

  (func $of_load (param $p i32) (result f64)
    (f64.convert_i32_s (i32.load (local.get $p)))))

;; $signed: 8 bytes
;;     scvtf   d0, w1
;;     ret
;;
;; $unsigned: 8 bytes
;;     ucvtf   d0, w1
;;     ret
;;
;; $to_local: 8 bytes
;;     scvtf   d0, w1
;;     ret
;;
;; $of_load: 12 bytes
;;     ldr     w0, [x27, x1]                       ; trap: memory out of bounds
;;     scvtf   d0, w0
;;     ret
