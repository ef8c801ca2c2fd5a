;;! target = "x86_64"
;; Comparisons (eq, ne) of f32 whose result is used as a number.

(module
  (func $eq (param $x f32) (param $y f32) (result i32)
    (f32.eq (local.get $x) (local.get $y)))


  (func $ne (param $x f32) (param $y f32) (result i32)
    (f32.ne (local.get $x) (local.get $y))))

;; $eq: 17 bytes
;;     xor     eax, eax
;;     vucomiss xmm0, xmm1
;;     sete    al
;;     setnp   r11b
;;     and     al, r11b
;;     ret
;;
;; $ne: 17 bytes
;;     xor     eax, eax
;;     vucomiss xmm0, xmm1
;;     setne   al
;;     setp    r11b
;;     or      al, r11b
;;     ret
