;;! target = "aarch64"
;; Sums of products of neighbouring words.

(module
  (func $i32x4_dot_i16x8_s (param $x v128) (param $y v128) (result v128)
    (i32x4.dot_i16x8_s (local.get $x) (local.get $y))))

;; $i32x4_dot_i16x8_s: 16 bytes
;;     smull2  v30.4s, v0.8h, v1.8h
;;     smull   v31.4s, v0.4h, v1.4h
;;     addp    v0.4s, v31.4s, v30.4s
;;     ret
