;;! target = "aarch64"
;; Ones in each byte.

(module
  (func $i8x16_popcnt (param $x v128) (result v128)
    (i8x16.popcnt (local.get $x))))

;; $i8x16_popcnt: 8 bytes
;;     cnt     v0.16b, v0.16b
;;     ret
