#include <stdio.h>

/* Floods stdout with lines. */
int main(void) {
  for (unsigned long line = 0;; line++) printf("line %lu of a flood that never ends\n", line);
}
