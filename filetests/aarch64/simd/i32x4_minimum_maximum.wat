;;! target = "aarch64"
;; Minima and maxima of i32x4.

(module
  (func $i32x4_min_s (param $x v128) (param $y v128) (result v128)
    (i32x4.min_s (local.get $x) (local.get $y)))

  (func $i32x4_min_u (param $x v128) (param $y v128) (result v128)
    (i32x4.min_u (local.get $x) (local.get $y)))

  (func $i32x4_max_s (param $x v128) (param $y v128) (result v128)
    (i32x4.max_s (local.get $x) (local.get $y)))

  (func $i32x4_max_u (param $x v128) (param $y v128) (result v128)
    (i32x4.max_u (local.get $x) (local.get $y))))

;; $i32x4_min_s: 8 bytes
;;     smin    v0.4s, v0.4s, v1.4s
;;     ret
;;
;; $i32x4_min_u: 8 bytes
;;     umin    v0.4s, v0.4s, v1.4s
;;     ret
;;
;; $i32x4_max_s: 8 bytes
;;     smax    v0.4s, v0.4s, v1.4s
;;     ret
;;
;; $i32x4_max_u: 8 bytes
;;     umax    v0.4s, v0.4s, v1.4s
;;     ret
