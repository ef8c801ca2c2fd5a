;;! target = "aarch64"
;; A bit selection whose result is one of its operands.

(module
  (func $into_first (param $x v128) (param $y v128) (param $mask v128) (result v128)
    (local.set $x (v128.bitselect (local.get $x) (local.get $y) (local.get $mask)))
    (local.get $x))

  (func $into_second (param $x v128) (param $y v128) (param $mask v128) (result v128)
    (local.set $y (v128.bitselect (local.get $x) (local.get $y) (local.get $mask)))
    (local.get $y))

  (func $into_mask (param $x v128) (param $y v128) (param $mask v128) (result v128)
    (local.set $mask (v128.bitselect (local.get $x) (local.get $y) (local.get $mask)))
    (local.get $mask)))

;; $into_first: 8 bytes
;;     bif     v0.16b, v1.16b, v2.16b
;;     ret
;;
;; $into_second: 12 bytes
;;     bit     v1.16b, v0.16b, v2.16b
;;     mov     v0.16b, v1.16b
;;     ret
;;
;; $into_mask: 12 bytes
;;     bsl     v2.16b, v0.16b, v1.16b
;;     mov     v0.16b, v2.16b
;;     ret
