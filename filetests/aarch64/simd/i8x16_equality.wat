;;! target = "aarch64"
;; Equality of lanes of i8x16.

(module
  (func $i8x16_eq (param $x v128) (param $y v128) (result v128)
    (i8x16.eq (local.get $x) (local.get $y)))

  (func $i8x16_ne (param $x v128) (param $y v128) (result v128)
    (i8x16.ne (local.get $x) (local.get $y))))

;; $i8x16_eq: 8 bytes
;;     cmeq    v0.16b, v0.16b, v1.16b
;;     ret
;;
;; $i8x16_ne: 12 bytes
;;     cmeq    v0.16b, v0.16b, v1.16b
;;     mvn     v0.16b, v0.16b
;;     ret
