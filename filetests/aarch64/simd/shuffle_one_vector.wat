;;! target = "aarch64"
;; Shuffles of one vector that have instructions of their own.

(module
  (func $broadcast_word (param $x v128) (param $y v128) (result v128)
    (i8x16.shuffle 0 1 2 3 0 1 2 3 0 1 2 3 0 1 2 3
      (local.get $x) (local.get $y)))

  (func $reverse_bytes_of_words (param $x v128) (param $y v128) (result v128)
    (i8x16.shuffle 3 2 1 0 7 6 5 4 11 10 9 8 15 14 13 12
      (local.get $x) (local.get $y)))

  (func $swap_halves (param $x v128) (param $y v128) (result v128)
    (i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7
      (local.get $x) (local.get $y)))

  (func $identity (param $x v128) (param $y v128) (result v128)
    (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15
      (local.get $x) (local.get $y))))

;; $broadcast_word: 8 bytes
;;     mov     v0.4s, v0.s[0]
;;     ret
;;
;; $reverse_bytes_of_words: 8 bytes
;;     rev32   v0.16b, v0.16b
;;     ret
;;
;; $swap_halves: 8 bytes
;;     ext     v0.16b, v0.16b, v0.16b, #8
;;     ret
;;
;; $identity: 4 bytes
;;     ret
