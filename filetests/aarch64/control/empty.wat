;;! target = "aarch64"
;; Functions and blocks without anything in them.

(module
  (func $function)

  (func $block
    (block)
    (block (block (nop))))

  (func $loop
    (loop)))

;; $function: 4 bytes
;;     ret
;;
;; $block: 4 bytes
;;     ret
;;
;; $loop: 4 bytes
;;     ret
