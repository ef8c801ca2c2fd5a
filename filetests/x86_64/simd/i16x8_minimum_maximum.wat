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

;; $i16x8_min_s: 5 bytes
;;     vpminsw xmm0, xmm0, xmm1
;;     ret
;;
;; $i16x8_min_u: 6 bytes
;;     vpminuw xmm0, xmm0, xmm1
;;     ret
;;
;; $i16x8_max_s: 5 bytes
;;     vpmaxsw xmm0, xmm0, xmm1
;;     ret
;;
;; $i16x8_max_u: 6 bytes
;;     vpmaxuw xmm0, xmm0, xmm1
;;     ret
