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

;; $i8x16_add_sat_s: 9 bytes
;;     vmovaps xmm7, xmm0
;;     vpaddsb xmm0, xmm7, xmm1
;;     ret
;;
;; $i8x16_add_sat_u: 9 bytes
;;     vmovaps xmm7, xmm0
;;     vpaddusb xmm0, xmm7, xmm1
;;     ret
;;
;; $i8x16_sub_sat_s: 9 bytes
;;     vmovaps xmm7, xmm0
;;     vpsubsb xmm0, xmm7, xmm1
;;     ret
;;
;; $i8x16_sub_sat_u: 9 bytes
;;     vmovaps xmm7, xmm0
;;     vpsubusb xmm0, xmm7, xmm1
;;     ret
