;;! target = "x86_64"
;; Minima and maxima of i16x8.

(module
  (func $i16x8_min_s (param $x v128) (param $y v128) (result v128)
    (i16x8.min_s (local.get $x) (local.get $y)))

  (func $i16x8_min_u (param $x v128) (param $y v128) (result v128)
    (i16x8.min_u (local.get $x) (local.get $y)))

  (func $i16x8_max_s (param $x v128) (param $y v128) (result v128)
    (i16x8.max_s (local.get $x) (local.get $y)))

  (func $i16x8_max_u (param $x v128) (param $y v128) (result v128)
    (i16x8.max_u (local.get $x) (local.get $y))))

;; $i16x8_min_s: 9 bytes
;;     vmovaps xmm7, xmm0
;;     vpminsw xmm0, xmm7, xmm1
;;     ret
;;
;; $i16x8_min_u: 10 bytes
;;     vmovaps xmm7, xmm0
;;     vpminuw xmm0, xmm7, xmm1
;;     ret
;;
;; $i16x8_max_s: 9 bytes
;;     vmovaps xmm7, xmm0
;;     vpmaxsw xmm0, xmm7, xmm1
;;     ret
;;
;; $i16x8_max_u: 10 bytes
;;     vmovaps xmm7, xmm0
;;     vpmaxuw xmm0, xmm7, xmm1
;;     ret
