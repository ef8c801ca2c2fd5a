;;! target = "aarch64"
;; Equality of lanes of i16x8.

(module
  (func $i16x8_eq (param $x v128) (param $y v128) (result v128)
    (i16x8.eq (local.get $x) (local.get $y)))

  (func $i16x8_ne (param $x v128) (param $y v128) (result v128)
    (i16x8.ne (local.get $x) (local.get $y))))

;; $i16x8_eq: 8 bytes
;;     cmeq    v0.8h, v0.8h, v1.8h
;;     ret
;;
;; $i16x8_ne: 12 bytes
;;     cmeq    v0.8h, v0.8h, v1.8h
;;     mvn     v0.16b, v0.16b
;;     ret
