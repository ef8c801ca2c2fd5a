;;! target = "x86_64"
;; A shuffle that takes tables.

(module
  (func $any (param $x v128) (param $y v128) (result v128)
    (i8x16.shuffle 3 19 1 30 7 0 22 11 16 5 9 28 2 14 31 4
      (local.get $x) (local.get $y)))

  (func $one_vector (param $x v128) (result v128)
    (i8x16.shuffle 3 1 4 1 5 9 2 6 5 3 5 8 9 7 9 3
      (local.get $x) (local.get $x))))

;; $any: 23 bytes
;;     vpshufb xmm15, xmm0, [=0x04800e02800905800b80000780018003]
;;     vpshufb xmm0, xmm1, [=0x800f80800c808000800680800e800380]
;;     vpor    xmm0, xmm15, xmm0
;;     ret
;;     .const  0x04800e02800905800b80000780018003
;;     .const  0x800f80800c808000800680800e800380
;;
;; $one_vector: 10 bytes
;;     vpshufb xmm0, xmm0, [=0x03090709080503050602090501040103]
;;     ret
;;     .const  0x03090709080503050602090501040103
