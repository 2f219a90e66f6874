;; Bulk operations over all of the memory, one after the other. Each export works as often as it is told to.
(module
  (memory (export "memory") 4096 16384)
  (table $t 100000 1000000 funcref)
  (elem declare func $f)
  (func $f)
  (func (export "fill") (param i32)
    (loop $again
      (memory.fill (i32.const 0) (local.get 0) (i32.shl (memory.size) (i32.const 16)))
      (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
  (func (export "copy") (param i32)
    (loop $again
      (memory.copy (i32.const 0) (i32.const 1) (i32.sub (i32.shl (memory.size) (i32.const 16)) (i32.const 1)))
      (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
  (func (export "tableFill") (param i32)
    (loop $again
      (table.fill $t (i32.const 0) (ref.func $f) (table.size $t))
      (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1))))))
  (func (export "grow") (param i32)
    (drop (memory.grow (i32.const 12288)))
    (loop $again
      (memory.fill (i32.const 0) (local.get 0) (i32.shl (memory.size) (i32.const 16)))
      (br_if $again (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))))
