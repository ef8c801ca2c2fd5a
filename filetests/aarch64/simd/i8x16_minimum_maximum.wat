;;! target = "aarch64"
;; Minima and maxima of i8x16.

(module
  (func $i8x16_min_s (param $x v128) (param $y v128) (result v128)
    (i8x16.min_s (local.get $x) (local.get $y)))

  (func $i8x16_min_u (param $x v128) (param $y v128) (result v128)
    (i8x16.min_u (local.get $x) (local.get $y)))

  (func $i8x16_max_s (param $x v128) (param $y v128) (result v128)
    (i8x16.max_s (local.get $x) (local.get $y)))

  (func $i8x16_max_u (param $x v128) (param $y v128) (result v128)
    (i8x16.max_u (local.get $x) (local.get $y))))

;; $i8x16_min_s: 8 bytes
;;     smin    v0.16b, v0.16b, v1.16b
;;     ret
;;
;; $i8x16_min_u: 8 bytes
;;     umin    v0.16b, v0.16b, v1.16b
;;     ret
;;
;; $i8x16_max_s: 8 bytes
;;     smax    v0.16b, v0.16b, v1.16b
;;     ret
;;
;; $i8x16_max_u: 8 bytes
;;     umax    v0.16b, v0.16b, v1.16b
;;     ret
