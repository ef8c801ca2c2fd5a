;;! target = "aarch64"
;; Equality of lanes of i64x2.

(module
  (func $i64x2_eq (param $x v128) (param $y v128) (result v128)
    (i64x2.eq (local.get $x) (local.get $y)))

  (func $i64x2_ne (param $x v128) (param $y v128) (result v128)
    (i64x2.ne (local.get $x) (local.get $y))))

;; $i64x2_eq: 8 bytes
;;     cmeq    v0.2d, v0.2d, v1.2d
;;     ret
;;
;; $i64x2_ne: 12 bytes
;;     cmeq    v0.2d, v0.2d, v1.2d
;;     mvn     v0.16b, v0.16b
;;     ret
