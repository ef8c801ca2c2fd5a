;;! target = "x86_64"
;; Functions and blocks without anything in them.

(module
  (func $function)

  (func $block
    (block)
    (block (block (nop))))

  (func $loop
    (loop)))

;; $function: 1 byte
;;     ret
;;
;; $block: 1 byte
;;     ret
;;
;; $loop: 1 byte
;;     ret
