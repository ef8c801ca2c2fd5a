;;! target = "aarch64"
;; Averages of i16x8.

(module
  (func $i16x8_avgr_u (param $x v128) (param $y v128) (result v128)
    (i16x8.avgr_u (local.get $x) (local.get $y))))

;; $i16x8_avgr_u: 12 bytes
;;     mov     v16.16b, v0.16b
;;     urhadd  v0.8h, v16.8h, v1.8h
;;     ret
