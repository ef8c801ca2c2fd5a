;;! target = "x86_64"
;;! cpu = "baseline"
;; Products of fixed-point numbers. With SSE4.1.

(module
  (func $i16x8_q15mulr_sat_s (param $x v128) (param $y v128) (result v128)
    (i16x8.q15mulr_sat_s (local.get $x) (local.get $y))))

;; $i16x8_q15mulr_sat_s: 24 bytes
;;     pmulhrsw xmm0, xmm1
;;     movaps  xmm15, xmm0
;;     pcmpeqw xmm15, [=0x80008000800080008000800080008000]
;;     pxor    xmm0, xmm15
;;     ret
;;     .const  0x80008000800080008000800080008000
