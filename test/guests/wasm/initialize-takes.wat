;; A library whose _initialize wants a parameter.
(module (func (export "_initialize") (param i32)) (func (export "answer") (result i32) (i32.const 42)))
