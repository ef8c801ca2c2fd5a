;;! target = "x86_64"
;; Sums and differences of i8x16 that do not wrap.

(module
  (func $i8x16_add_sat_s (param $x v128) (param $y v128) (result v128)
    (i8x16.add_sat_s (local.get $x) (local.get $y)))

  (func $i8x16_add_sat_u (param $x v128) (param $y v128) (result v128)
    (i8x16.add_sat_u (local.get $x) (local.get $y)))

  (func $i8x16_sub_sat_s (param $x v128) (param $y v128) (result v128)
    (i8x16.sub_sat_s (local.get $x) (local.get $y)))

  (func $i8x16_sub_sat_u (param $x v128) (param $y v128) (result v128)
    (i8x16.sub_sat_u (local.get $x) (local.get $y))))

;; $i8x16_add_sat_s: 5 bytes
;;     vpaddsb xmm0, xmm0, xmm1
;;     ret
;;
;; $i8x16_add_sat_u: 5 bytes
;;     vpaddusb xmm0, xmm0, xmm1
;;     ret
;;
;; $i8x16_sub_sat_s: 5 bytes
;;     vpsubsb xmm0, xmm0, xmm1
;;     ret
;;
;; $i8x16_sub_sat_u: 5 bytes
;;     vpsubusb xmm0, xmm0, xmm1
;;     ret
