;; A _start that returns something.
(module (func (export "_start") (result i32) (i32.const 1)))
