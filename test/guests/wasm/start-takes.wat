;; A _start that wants a parameter.
(module (func (export "_start") (param i64)))
