;; Atomics on a shared memory; each function gives 42.
(module
  (memory 1 1 shared)
  (func (export "atomics") (result i32)
    (i32.atomic.store (i32.const 0) (i32.const 40))
    (drop (i32.atomic.rmw.add (i32.const 0) (i32.const 2)))
    (atomic.fence)
    (i32.atomic.load (i32.const 0)))
  (func (export "wait") (param i32) (result i32)
    (memory.atomic.wait32 (i32.const 64) (local.get 0) (i64.const 5000000)))
  (func (export "notify") (result i32)
    (i32.add (memory.atomic.notify (i32.const 64) (i32.const 1)) (i32.const 42))))
