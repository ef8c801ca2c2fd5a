;;! target = "x86_64"
;; The low bits of 64, sign-extended.

(module
  (func $local (param $x i64) (result i64)
    (i64.extend16_s (local.get $x)))

  (func $temporary (param $x i64) (result i64)
    (i64.extend16_s (i64.add (local.get $x) (i64.const 1))))

  (func $in_place (param $x i64) (result i64)
    (local.set $x (i64.extend16_s (local.get $x)))
    (local.get $x)))

;; $local: 5 bytes
;;     movsx   rax, dx
;;     ret
;;
;; $temporary: 9 bytes
;;     lea     rax, [rdx + 1]
;;     movsx   rax, ax
;;     ret
;;
;; $in_place: 8 bytes
;;     movsx   rdx, dx
;;     mov     rax, rdx
;;     ret
