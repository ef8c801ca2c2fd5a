;; A WASI program: greets, and exits with status 0.
;;
;;   cargo run --release -p windlass-cli -- run examples/hello.wat

(module
  (import "wasi_snapshot_preview1" "fd_write"
    (func $fd_write (param $fd i32) (param $iovs i32) (param $iovs_len i32) (param $written i32) (result i32)))

  (memory (export "memory") 1)
  (data (i32.const 16) "Hello from WebAssembly!\n")

  (func $print (param $text i32) (param $len i32)
    ;; The address and the length of what is to be written are at 0; how much was written comes to 8.
    (i32.store (i32.const 0) (local.get $text))
    (i32.store (i32.const 4) (local.get $len))
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))

  (func (export "_start")
    (call $print (i32.const 16) (i32.const 24)))

  ;; windlass run --invoke fib examples/hello.wat 30
  (func $fib (export "fib") (param $n i32) (result i32)
    (if (result i32) (i32.lt_u (local.get $n) (i32.const 2))
      (then (local.get $n))
      (else
        (i32.add
          (call $fib (i32.sub (local.get $n) (i32.const 1)))
          (call $fib (i32.sub (local.get $n) (i32.const 2))))))))
