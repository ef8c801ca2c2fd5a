;;! target = "x86_64"
;; A lane of i32x4 as a number.

(module
  (func $first (param $x v128) (result i32)
    (i32x4.extract_lane 0 (local.get $x)))

  (func $last (param $x v128) (result i32)
    (i32x4.extract_lane 3 (local.get $x))))

;; $first: 5 bytes
;;     vmovd   eax, xmm0
;;     ret
;;
;; $last: 7 bytes
;;     vpextrd eax, xmm0, 3
;;     ret
