;;! target = "aarch64"
;; Minima and maxima of i16x8.

(module
  (func $i16x8_min_s (param $x v128) (param $y v128) (result v128)
    (i16x8.min_s (local.get $x) (local.get $y)))

  (func $i16x8_min_u (param $x v128) (param $y v128) (result v128)
    (i16x8.min_u (local.get $x) (local.get $y)))

  (func $i16x8_max_s (param $x v128) (param $y v128) (result v128)
    (i16x8.max_s (local.get $x) (local.get $y)))

  (func $i16x8_max_u (param $x v128) (param $y v128) (result v128)
    (i16x8.max_u (local.get $x) (local.get $y))))

;; $i16x8_min_s: 8 bytes
;;     smin    v0.8h, v0.8h, v1.8h
;;     ret
;;
;; $i16x8_min_u: 8 bytes
;;     umin    v0.8h, v0.8h, v1.8h
;;     ret
;;
;; $i16x8_max_s: 8 bytes
;;     smax    v0.8h, v0.8h, v1.8h
;;     ret
;;
;; $i16x8_max_u: 8 bytes
;;     umax    v0.8h, v0.8h, v1.8h
;;     ret
