;;! target = "aarch64"
;; Operators on all bits.

(module
  (func $v128_and (param $x v128) (param $y v128) (result v128)
    (v128.and (local.get $x) (local.get $y)))

  (func $v128_or (param $x v128) (param $y v128) (result v128)
    (v128.or (local.get $x) (local.get $y)))

  (func $v128_xor (param $x v128) (param $y v128) (result v128)
    (v128.xor (local.get $x) (local.get $y)))

  (func $v128_andnot (param $x v128) (param $y v128) (result v128)
    (v128.andnot (local.get $x) (local.get $y)))

  (func $not (param $x v128) (result v128)
    (v128.not (local.get $x)))

  (func $bitselect (param $x v128) (param $y v128) (param $mask v128) (result v128)
    (v128.bitselect (local.get $x) (local.get $y) (local.get $mask)))

  (func $and_constant (param $x v128) (result v128)
    (v128.and (local.get $x) (v128.const i32x4 1 2 4 8))))

;; $v128_and: 8 bytes
;;     and     v0.16b, v0.16b, v1.16b
;;     ret
;;
;; $v128_or: 8 bytes
;;     orr     v0.16b, v0.16b, v1.16b
;;     ret
;;
;; $v128_xor: 8 bytes
;;     eor     v0.16b, v0.16b, v1.16b
;;     ret
;;
;; $v128_andnot: 8 bytes
;;     bic     v0.16b, v0.16b, v1.16b
;;     ret
;;
;; $not: 8 bytes
;;     mvn     v0.16b, v0.16b
;;     ret
;;
;; $bitselect: 8 bytes
;;     bif     v0.16b, v1.16b, v2.16b
;;     ret
;;
;; $and_constant: 12 bytes
;;     ldr     q31, =0x00000008000000040000000200000001
;;     and     v0.16b, v0.16b, v31.16b
;;     ret
;;     .const  0x00000008000000040000000200000001
