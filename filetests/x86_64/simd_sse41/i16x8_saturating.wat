;;! target = "x86_64"
;;! cpu = "baseline"
;; Sums and differences of i16x8 that do not wrap. With SSE4.1.

(module
  (func $i16x8_add_sat_s (param $x v128) (param $y v128) (result v128)
    (i16x8.add_sat_s (local.get $x) (local.get $y)))

  (func $i16x8_add_sat_u (param $x v128) (param $y v128) (result v128)
    (i16x8.add_sat_u (local.get $x) (local.get $y)))

  (func $i16x8_sub_sat_s (param $x v128) (param $y v128) (result v128)
    (i16x8.sub_sat_s (local.get $x) (local.get $y)))

  (func $i16x8_sub_sat_u (param $x v128) (param $y v128) (result v128)
    (i16x8.sub_sat_u (local.get $x) (local.get $y))))

;; $i16x8_add_sat_s: 5 bytes
;;     paddsw  xmm0, xmm1
;;     ret
;;
;; $i16x8_add_sat_u: 5 bytes
;;     paddusw xmm0, xmm1
;;     ret
;;
;; $i16x8_sub_sat_s: 5 bytes
;;     psubsw  xmm0, xmm1
;;     ret
;;
;; $i16x8_sub_sat_u: 5 bytes
;;     psubusw xmm0, xmm1
;;     ret
