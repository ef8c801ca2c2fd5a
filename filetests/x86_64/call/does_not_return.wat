;;! target = "x86_64"
;; Nothing has to survive a call that unreachable follows.

(module
  (func $panic (param i32))

  (func $check (param $x i32) (result i32)
    (if (i32.gt_u (local.get $x) (i32.const 100))
      (then (call $panic (local.get $x)) (unreachable)))
    (i32.add (local.get $x) (i32.const 1)))

  (func $keeps_nothing (param $x f64) (param $c i32) (result f64)
    (if (local.get $c) (then (call $panic (i32.const 1)) (unreachable)))
    (f64.mul (local.get $x) (local.get $x))))

;; $panic: 1 byte
;;     ret
;;
;; $check: 21 bytes
;;     cmp     edx, 0x64
;;     jbe     L1
;;     call    $panic
;;     ud2                                         ; trap: unreachable
;; L1:
;;     lea     eax, [rdx + 1]
;;     ret
;;
;; $keeps_nothing: 26 bytes
;;     test    edx, edx
;;     je      L1
;;     mov     edx, 1
;;     call    $panic
;;     ud2                                         ; trap: unreachable
;; L1:
;;     vmulsd  xmm0, xmm0, xmm0
;;     ret
