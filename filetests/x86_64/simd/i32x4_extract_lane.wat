;;! target = "x86_64"
;; A lane of i32x4 as a number.

(module
  (func $first (param $x v128) (result i32)
    (i32x4.extract_lane 0 (local.get $x)))

  (func $last (param $x v128) (result i32)
    (i32x4.extract_lane 3 (local.get $x))))

;; $first: 9 bytes
;;     vmovaps xmm7, xmm0
;;     vmovd   eax, xmm7
;;     ret
;;
;; $last: 11 bytes
;;     vmovaps xmm7, xmm0
;;     vpextrd eax, xmm7, 3
;;     ret
