;;! target = "aarch64"
;; Sums and differences of i16x8 that do not wrap.

(module
  (func $i16x8_add_sat_s (param $x v128) (param $y v128) (result v128)
    (i16x8.add_sat_s (local.get $x) (local.get $y)))

  (func $i16x8_add_sat_u (param $x v128) (param $y v128) (result v128)
    (i16x8.add_sat_u (local.get $x) (local.get $y)))

  (func $i16x8_sub_sat_s (param $x v128) (param $y v128) (result v128)
    (i16x8.sub_sat_s (local.get $x) (local.get $y)))

  (func $i16x8_sub_sat_u (param $x v128) (param $y v128) (result v128)
    (i16x8.sub_sat_u (local.get $x) (local.get $y))))

;; $i16x8_add_sat_s: 8 bytes
;;     sqadd   v0.8h, v0.8h, v1.8h
;;     ret
;;
;; $i16x8_add_sat_u: 8 bytes
;;     uqadd   v0.8h, v0.8h, v1.8h
;;     ret
;;
;; $i16x8_sub_sat_s: 8 bytes
;;     sqsub   v0.8h, v0.8h, v1.8h
;;     ret
;;
;; $i16x8_sub_sat_u: 8 bytes
;;     uqsub   v0.8h, v0.8h, v1.8h
;;     ret
