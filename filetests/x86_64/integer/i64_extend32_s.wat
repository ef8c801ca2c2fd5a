;;! target = "x86_64"
;; The low bits of 64, sign-extended.

(module
  (func $local (param $x i64) (result i64)
    (i64.extend32_s (local.get $x)))

  (func $temporary (param $x i64) (result i64)
    (i64.extend32_s (i64.add (local.get $x) (i64.const 1))))

  (func $in_place (param $x i64) (result i64)
    (local.set $x (i64.extend32_s (local.get $x)))
    (local.get $x)))

;; $local: 4 bytes
;;     movsxd  rax, edx
;;     ret
;;
;; $temporary: 8 bytes
;;     lea     rax, [rdx + 1]
;;     movsxd  rax, eax
;;     ret
;;
;; $in_place: 7 bytes
;;     movsxd  rdx, edx
;;     mov     rax, rdx
;;     ret
