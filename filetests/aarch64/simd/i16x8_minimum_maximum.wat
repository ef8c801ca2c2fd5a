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

;; $i16x8_min_s: 12 bytes
;;     mov     v16.16b, v0.16b
;;     smin    v0.8h, v16.8h, v1.8h
;;     ret
;;
;; $i16x8_min_u: 12 bytes
;;     mov     v16.16b, v0.16b
;;     umin    v0.8h, v16.8h, v1.8h
;;     ret
;;
;; $i16x8_max_s: 12 bytes
;;     mov     v16.16b, v0.16b
;;     smax    v0.8h, v16.8h, v1.8h
;;     ret
;;
;; $i16x8_max_u: 12 bytes
;;     mov     v16.16b, v0.16b
;;     umax    v0.8h, v16.8h, v1.8h
;;     ret
