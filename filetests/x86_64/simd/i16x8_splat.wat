;;! target = "x86_64"
;; A number in all lanes of i16x8.

(module
  (memory 1)

  (func $local (param $x i32) (result v128)
    (i16x8.splat (local.get $x)))

  (func $constant (result v128)
    (i16x8.splat (i32.const 5)))

  (func $of_load (param $p i32) (result v128)
    (i16x8.splat (i32.load (local.get $p)))))

;; $local: 10 bytes
;;     vmovd   xmm0, edx
;;     vpbroadcastw xmm0, xmm0
;;     ret
;;
;; $constant: 10 bytes
;;     vbroadcastss xmm0, [=0x00050005]
;;     ret
;;     .const  0x00050005
;;
;; $of_load: 13 bytes
;;     mov     eax, [rbx + rdx]                    ; trap: memory out of bounds
;;     vmovd   xmm0, eax
;;     vpbroadcastw xmm0, xmm0
;;     ret
