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

;; $i32x4_min_s: 12 bytes
;;     mov     v16.16b, v0.16b
;;     smin    v0.4s, v16.4s, v1.4s
;;     ret
;;
;; $i32x4_min_u: 12 bytes
;;     mov     v16.16b, v0.16b
;;     umin    v0.4s, v16.4s, v1.4s
;;     ret
;;
;; $i32x4_max_s: 12 bytes
;;     mov     v16.16b, v0.16b
;;     smax    v0.4s, v16.4s, v1.4s
;;     ret
;;
;; $i32x4_max_u: 12 bytes
;;     mov     v16.16b, v0.16b
;;     umax    v0.4s, v16.4s, v1.4s
;;     ret
