;; A start function that leaves a mark.
(module
  (global $mark (export "mark") (mut i32) (i32.const 0))
  (func $begin (global.set $mark (i32.const 1)))
  (start $begin))
