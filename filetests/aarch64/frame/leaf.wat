;;! target = "aarch64"
;; Functions that call nothing need no frame as long as their registers suffice.

(module
  (func $nothing)

  (func $two_parameters (param $x i32) (param $y i32) (result i32)
    (i32.add (local.get $x) (local.get $y)))

  (func $many_parameters (param $a i32) (param $b i32) (param $c i32) (param $d i32) (param $e i32) (result i32)
    (i32.add (i32.add (i32.add (i32.add (local.get $a) (local.get $b)) (local.get $c)) (local.get $d)) (local.get $e))))

;; $nothing: 4 bytes
;;     ret
;;
;; $two_parameters: 8 bytes
;;     add     w0, w1, w2
;;     ret
;;
;; $many_parameters: 20 bytes
;;     add     w0, w1, w2
;;     add     w0, w0, w3
;;     add     w0, w0, w4
;;     add     w0, w0, w5
;;     ret
