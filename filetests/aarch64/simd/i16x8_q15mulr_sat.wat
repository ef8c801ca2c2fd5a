;;! target = "aarch64"
;; Products of fixed-point numbers.

(module
  (func $i16x8_q15mulr_sat_s (param $x v128) (param $y v128) (result v128)
    (i16x8.q15mulr_sat_s (local.get $x) (local.get $y))))

;; $i16x8_q15mulr_sat_s: 8 bytes
;;     sqrdmulh v0.8h, v0.8h, v1.8h
;;     ret
