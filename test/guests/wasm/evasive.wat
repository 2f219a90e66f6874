;; Code made to avoid safepoints; each function takes a time that grows with its argument.
(module
  (type $step (func (param i32) (result i32)))
  (table 1 funcref)
  (elem (i32.const 0) $indirect)
  (global $sink (mut i32) (i32.const 0))
  (func $short (local $i i32)
    (loop $again
      (global.set $sink (i32.add (global.get $sink) (i32.const 1)))
      (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 300)))))
  (func $middle (local $i i32)
    (loop $again
      (call $short)
      (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 300)))))
  (func (export "nested") (param i32)
    (loop $again
      (call $middle)
      (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
  (func $leaf (global.set $sink (i32.mul (i32.add (global.get $sink) (i32.const 1)) (i32.const 7))))
  (func $w1 (call $leaf) (call $leaf) (call $leaf) (call $leaf) (call $leaf) (call $leaf) (call $leaf) (call $leaf))
  (func $w2 (call $w1) (call $w1) (call $w1) (call $w1) (call $w1) (call $w1) (call $w1) (call $w1))
  (func $w3 (call $w2) (call $w2) (call $w2) (call $w2) (call $w2) (call $w2) (call $w2) (call $w2))
  (func $w4 (call $w3) (call $w3) (call $w3) (call $w3) (call $w3) (call $w3) (call $w3) (call $w3))
  (func $w5 (call $w4) (call $w4) (call $w4) (call $w4) (call $w4) (call $w4) (call $w4) (call $w4))
  (func (export "wide") (param i32)
    (loop $again
      (call $w5)
      (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
  (func $recurse (export "recursive") (param i32)
    (if (local.get 0)
      (then
        (call $recurse (i32.sub (local.get 0) (i32.const 1)))
        (call $recurse (i32.sub (local.get 0) (i32.const 1))))))
  (func $indirect (param i32) (result i32)
    (if (result i32) (local.get 0)
      (then
        (i32.add
          (call_indirect (type $step) (i32.sub (local.get 0) (i32.const 1)) (i32.const 0))
          (call_indirect (type $step) (i32.sub (local.get 0) (i32.const 1)) (i32.const 0))))
      (else (i32.const 1))))
  (func (export "throughTable") (param i32) (drop (call $indirect (local.get 0))))
  (func $tail (param i32)
    (if (local.get 0) (then (return_call $tail (i32.sub (local.get 0) (i32.const 1))))))
  (func (export "tailLoop") (param i32) (return_call $tail (local.get 0))))
