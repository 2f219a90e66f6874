#include <stdio.h>

/* Grows its memory page by page until that is refused, then says how far it came. */
int main(void) {
  while (__builtin_wasm_memory_grow(0, 1) != (unsigned long)-1) {
  }
  printf("%lu pages\n", (unsigned long)__builtin_wasm_memory_size(0));
  return 0;
}
