;; Short loops of all shapes that a compiler makes; each function gives the same whatever is done to its loops.
(module
  (memory (export "memory") 1)
  (global $effects (mut i32) (i32.const 0))
  (func $effect (param i32) (result i32)
    (global.set $effects (i32.add (i32.mul (global.get $effects) (i32.const 31)) (local.get 0)))
    (global.get $effects))

  ;; Counts down, with the condition at the end.
  (func (export "down") (param $n i32) (result i32) (local $sum i32)
    (loop $again
      (local.set $sum (i32.add (local.get $sum) (local.get $n)))
      (br_if $again (i32.gt_s (local.tee $n (i32.sub (local.get $n) (i32.const 1))) (i32.const 0))))
    (local.get $sum))

  ;; The condition at the head, and a way out in the middle.
  (func (export "search") (param $n i32) (result i32) (local $i i32)
    (block $out
      (loop $again
        (br_if $out (i32.ge_s (local.get $i) (local.get $n)))
        (br_if $out (i32.eq (i32.rem_u (i32.mul (local.get $i) (i32.const 7)) (i32.const 101)) (i32.const 50)))
        (local.set $i (i32.add (local.get $i) (i32.const 1)))
        (br $again)))
    (local.get $i))

  ;; A loop with a parameter and a result.
  (func (export "stacked") (param $n i32) (result i32)
    (i32.const 1)
    (loop $again (param i32) (result i32)
      (i32.const 3)
      (i32.mul)
      (local.set $n (i32.sub (local.get $n) (i32.const 1)))
      (br_if $again (i32.gt_s (local.get $n) (i32.const 0)))))

  ;; A loop in a loop, and a continue of the outer one from the inner one.
  (func (export "nested") (param $n i32) (result i32) (local $i i32) (local $j i32) (local $sum i32)
    (loop $outer
      (local.set $j (i32.const 0))
      (local.set $i (i32.add (local.get $i) (i32.const 1)))
      (loop $inner
        (local.set $sum (i32.add (local.get $sum) (i32.xor (local.get $i) (local.get $j))))
        (local.set $j (i32.add (local.get $j) (i32.const 1)))
        (br_if $outer
          (i32.and (i32.gt_u (local.get $j) (i32.const 5)) (i32.lt_s (local.get $i) (local.get $n))))
        (br_if $inner (i32.lt_s (local.get $j) (i32.const 9)))))
    (local.get $sum))

  ;; An if, a switch and a call in the body.
  (func (export "branching") (param $n i32) (result i32) (local $sum i32)
    (loop $again
      (if (i32.and (local.get $n) (i32.const 1))
        (then (local.set $sum (i32.add (local.get $sum) (call $effect (local.get $n)))))
        (else (local.set $sum (i32.xor (local.get $sum) (i32.const 77)))))
      (block $b (block $a
        (br_table $a $b (i32.rem_u (local.get $n) (i32.const 3))))
        (local.set $sum (i32.add (local.get $sum) (i32.const 5))))
      (br_if $again (i32.gt_s (local.tee $n (i32.sub (local.get $n) (i32.const 1))) (i32.const 0))))
    (local.get $sum))

  ;; Writes to memory, and traps at its end.
  (func (export "fill") (param $n i32) (result i32) (local $at i32)
    (loop $again
      (i32.store8 (local.get $at) (local.get $n))
      (local.set $at (i32.add (local.get $at) (i32.const 4096)))
      (br_if $again (i32.gt_s (local.tee $n (i32.sub (local.get $n) (i32.const 1))) (i32.const 0))))
    (local.get $at))

  ;; Floats, whose order of addition shows.
  (func (export "harmonic") (param $n i32) (result i32) (local $sum f64)
    (loop $again
      (local.set $sum (f64.add (local.get $sum) (f64.div (f64.const 1) (f64.convert_i32_s (local.get $n)))))
      (br_if $again (i32.gt_s (local.tee $n (i32.sub (local.get $n) (i32.const 1))) (i32.const 0))))
    (i32.trunc_sat_f64_s (f64.mul (local.get $sum) (f64.const 100000000))))

  ;; A loop that never goes round.
  (func (export "once") (param $n i32) (result i32)
    (loop $again (result i32) (i32.add (local.get $n) (i32.const 1)))))
