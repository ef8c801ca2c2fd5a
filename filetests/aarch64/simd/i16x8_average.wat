;;! target = "aarch64"
;; Averages of i16x8.

(module
  (func $i16x8_avgr_u (param $x v128) (param $y v128) (result v128)
    (i16x8.avgr_u (local.get $x) (local.get $y))))

;; $i16x8_avgr_u: 8 bytes
;;     urhadd  v0.8h, v0.8h, v1.8h
;;     ret
