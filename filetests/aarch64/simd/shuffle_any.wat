;;! target = "aarch64"
;; A shuffle that takes tables.

(module
  (func $any (param $x v128) (param $y v128) (result v128)
    (i8x16.shuffle 3 19 1 30 7 0 22 11 16 5 9 28 2 14 31 4
      (local.get $x) (local.get $y)))

  (func $one_vector (param $x v128) (result v128)
    (i8x16.shuffle 3 1 4 1 5 9 2 6 5 3 5 8 9 7 9 3
      (local.get $x) (local.get $x))))

;; $any: 12 bytes
;;     ldr     q31, =0x041f0e021c0905100b1600071e011303
;;     tbl     v0.16b, {v0.16b, v1.16b}, v31.16b
;;     ret
;;     .const  0x041f0e021c0905100b1600071e011303
;;
;; $one_vector: 12 bytes
;;     ldr     q31, =0x03090709080503050602090501040103
;;     tbl     v0.16b, {v0.16b}, v31.16b
;;     ret
;;     .const  0x03090709080503050602090501040103
