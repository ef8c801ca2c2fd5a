;;! target = "x86_64"
;; Shifts to the left, of 64 bits.

(module
  (func $constant (param $x i64) (result i64)
    (i64.shl (local.get $x) (i64.const 5)))

  (func $local (param $x i64) (param $count i64) (result i64)
    (i64.shl (local.get $x) (local.get $count)))

  (func $temporaries (param $x i64) (param $count i64) (result i64)
    (i64.shl (i64.clz (local.get $x)) (i64.sub (local.get $count) (i64.const 1))))

  (func $in_place (param $x i64) (param $count i64) (result i64)
    (local.set $x (i64.shl (local.get $x) (local.get $count)))
    (local.get $x))

  (func $of_constant (param $count i64) (result i64)
    (i64.shl (i64.const 1) (local.get $count))))

;; $constant: 8 bytes
;;     mov     rax, rdx
;;     shl     rax, 5
;;     ret
;;
;; $local: 6 bytes
;;     shlx    rax, rdx, rcx
;;     ret
;;
;; $temporaries: 15 bytes
;;     lzcnt   rax, rdx
;;     lea     r8, [rcx - 1]
;;     shlx    rax, rax, r8
;;     ret
;;
;; $in_place: 7 bytes
;;     shl     rdx, cl
;;     mov     rax, rdx
;;     ret
;;
;; $of_constant: 11 bytes
;;     mov     eax, 1
;;     shlx    rax, rax, rdx
;;     ret
