;; A start function that never returns.
(module
  (func $loop (loop $again (br $again)))
  (func (export "_start"))
  (memory (export "memory") 1)
  (start $loop))
