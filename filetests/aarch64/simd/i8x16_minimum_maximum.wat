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

;; $i8x16_min_s: 12 bytes
;;     mov     v16.16b, v0.16b
;;     smin    v0.16b, v16.16b, v1.16b
;;     ret
;;
;; $i8x16_min_u: 12 bytes
;;     mov     v16.16b, v0.16b
;;     umin    v0.16b, v16.16b, v1.16b
;;     ret
;;
;; $i8x16_max_s: 12 bytes
;;     mov     v16.16b, v0.16b
;;     smax    v0.16b, v16.16b, v1.16b
;;     ret
;;
;; $i8x16_max_u: 12 bytes
;;     mov     v16.16b, v0.16b
;;     umax    v0.16b, v16.16b, v1.16b
;;     ret
