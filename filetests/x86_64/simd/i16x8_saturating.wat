;;! target = "x86_64"
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

;; $i16x8_add_sat_s: 9 bytes
;;     vmovaps xmm7, xmm0
;;     vpaddsw xmm0, xmm7, xmm1
;;     ret
;;
;; $i16x8_add_sat_u: 9 bytes
;;     vmovaps xmm7, xmm0
;;     vpaddusw xmm0, xmm7, xmm1
;;     ret
;;
;; $i16x8_sub_sat_s: 9 bytes
;;     vmovaps xmm7, xmm0
;;     vpsubsw xmm0, xmm7, xmm1
;;     ret
;;
;; $i16x8_sub_sat_u: 9 bytes
;;     vmovaps xmm7, xmm0
;;     vpsubusw xmm0, xmm7, xmm1
;;     ret
