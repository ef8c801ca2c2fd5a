;;! target = "x86_64"
;; Shuffles of two vectors that have instructions of their own.

(module
  (func $interleave_low_bytes (param $x v128) (param $y v128) (result v128)
    (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23
      (local.get $x) (local.get $y)))

  (func $interleave_high_words (param $x v128) (param $y v128) (result v128)
    (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31
      (local.get $x) (local.get $y)))

  (func $concatenated_shift (param $x v128) (param $y v128) (result v128)
    (i8x16.shuffle 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20
      (local.get $x) (local.get $y)))

  (func $low_and_high_half (param $x v128) (param $y v128) (result v128)
    (i8x16.shuffle 0 1 2 3 4 5 6 7 24 25 26 27 28 29 30 31
      (local.get $x) (local.get $y))))

;; $interleave_low_bytes: 5 bytes
;;     vpunpcklbw xmm0, xmm0, xmm1
;;     ret
;;
;; $interleave_high_words: 5 bytes
;;     vpunpckhdq xmm0, xmm0, xmm1
;;     ret
;;
;; $concatenated_shift: 7 bytes
;;     vpalignr xmm0, xmm1, xmm0, 5
;;     ret
;;
;; $low_and_high_half: 7 bytes
;;     vpblendw xmm0, xmm0, xmm1, -0x10
;;     ret
