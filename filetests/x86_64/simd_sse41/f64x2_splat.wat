;;! target = "x86_64"
;;! cpu = "baseline"
;; A number in all lanes of f64x2. With SSE4.1.

(module
  (memory 1)

  (func $local (param $x f64) (result v128)
    (f64x2.splat (local.get $x)))

  (func $constant (result v128)
    (f64x2.splat (f64.const 5)))

  (func $of_load (param $p i32) (result v128)
    (f64x2.splat (f64.load (local.get $p)))))

;; $local: 5 bytes
;;     movddup xmm0, xmm0
;;     ret
;;
;; $constant: 9 bytes
;;     movddup xmm0, [=0x4014000000000000]
;;     ret
;;     .const  0x4014000000000000
;;
;; $of_load: 10 bytes
;;     movsd   xmm0, [rbx + rdx]                   ; trap: memory out of bounds
;;     movddup xmm0, xmm0
;;     ret
