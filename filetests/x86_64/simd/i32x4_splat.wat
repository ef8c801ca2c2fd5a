;;! target = "x86_64"
;; A number in all lanes of i32x4.

(module
  (memory 1)

  (func $local (param $x i32) (result v128)
    (i32x4.splat (local.get $x)))

  (func $constant (result v128)
    (i32x4.splat (i32.const 5)))

  (func $of_load (param $p i32) (result v128)
    (i32x4.splat (i32.load (local.get $p)))))

;; $local: 10 bytes
;;     vmovd   xmm0, edx
;;     vpshufd xmm0, xmm0, 0
;;     ret
;;
;; $constant: 10 bytes
;;     vbroadcastss xmm0, [=0x00000005]
;;     ret
;;     .const  0x00000005
;;
;; $of_load: 13 bytes
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;;     vmovd   xmm0, eax
;;     vpshufd xmm0, xmm0, 0
;;     ret
