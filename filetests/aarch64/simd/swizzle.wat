;;! target = "aarch64"
;; Bytes chosen by another vector.

(module
  (func $swizzle (param $x v128) (param $indices v128) (result v128)
    (i8x16.swizzle (local.get $x) (local.get $indices)))

  (func $constant (param $x v128) (result v128)
    (i8x16.swizzle (local.get $x) (v128.const i8x16 15 14 13 12 11 10 9 8 7 6 5 4 3 2 1 0))))

;; $swizzle: 8 bytes
;;     tbl     v0.16b, {v0.16b}, v1.16b
;;     ret
;;
;; $constant: 12 bytes
;;     ldr     q31, =0x000102030405060708090a0b0c0d0e0f
;;     tbl     v0.16b, {v0.16b}, v31.16b
;;     ret
;;     .const  0x000102030405060708090a0b0c0d0e0f
