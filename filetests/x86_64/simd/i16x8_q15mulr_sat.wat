;;! target = "x86_64"
;; Products of fixed-point numbers.

(module
  (func $i16x8_q15mulr_sat_s (param $x v128) (param $y v128) (result v128)
    (i16x8.q15mulr_sat_s (local.get $x) (local.get $y))))

;; $i16x8_q15mulr_sat_s: 18 bytes
;;     vpmulhrsw xmm0, xmm0, xmm1
;;     vpcmpeqw xmm15, xmm0, [=0x80008000800080008000800080008000]
;;     vpxor   xmm0, xmm15, xmm0
;;     ret
;;     .const  0x80008000800080008000800080008000
