;;! target = "x86_64"
;; A number in all lanes of i8x16.

(module
  (memory 1)

  (func $local (param $x i32) (result v128)
    (i8x16.splat (local.get $x)))

  (func $constant (result v128)
    (i8x16.splat (i32.const 5)))

  (func $of_load (param $p i32) (result v128)
    (i8x16.splat (i32.load (local.get $p)))))

;; $local: 10 bytes
;;     vmovd   xmm0, edx
;;     vpbroadcastb xmm0, xmm0
;;     ret
;;
;; $constant: 10 bytes
;;     vbroadcastss xmm0, [=0x05050505]
;;     ret
;;     .const  0x05050505
;;
;; $of_load: 13 bytes
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;;     vmovd   xmm0, eax
;;     vpbroadcastb xmm0, xmm0
;;     ret
