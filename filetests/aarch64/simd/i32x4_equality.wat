;;! target = "aarch64"
;; Equality of lanes of i32x4.

(module
  (func $i32x4_eq (param $x v128) (param $y v128) (result v128)
    (i32x4.eq (local.get $x) (local.get $y)))

  (func $i32x4_ne (param $x v128) (param $y v128) (result v128)
    (i32x4.ne (local.get $x) (local.get $y))))

;; $i32x4_eq: 8 bytes
;;     cmeq    v0.4s, v0.4s, v1.4s
;;     ret
;;
;; $i32x4_ne: 12 bytes
;;     cmeq    v0.4s, v0.4s, v1.4s
;;     mvn     v0.16b, v0.16b
;;     ret
