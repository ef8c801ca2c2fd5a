;;! target = "aarch64"
;; Averages of i8x16.

(module
  (func $i8x16_avgr_u (param $x v128) (param $y v128) (result v128)
    (i8x16.avgr_u (local.get $x) (local.get $y))))

;; $i8x16_avgr_u: 8 bytes
;;     urhadd  v0.16b, v0.16b, v1.16b
;;     ret
