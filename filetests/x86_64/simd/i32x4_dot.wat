;;! target = "x86_64"
;; Sums of products of neighbouring words.

(module
  (func $i32x4_dot_i16x8_s (param $x v128) (param $y v128) (result v128)
    (i32x4.dot_i16x8_s (local.get $x) (local.get $y))))

;; $i32x4_dot_i16x8_s: 5 bytes
;;     vpmaddwd xmm0, xmm0, xmm1
;;     ret
