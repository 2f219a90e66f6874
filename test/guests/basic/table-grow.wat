;; Grows a table until that is refused, and exits with 0 if it was.
(module
  (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
  (table $table 1 funcref)
  (memory (export "memory") 1)
  (func (export "_start")
    (loop $again
      (br_if $again (i32.ge_s (table.grow $table (ref.null func) (i32.const 65536)) (i32.const 0))))
    (call $exit (i32.const 0))))
