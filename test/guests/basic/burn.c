#include <stdio.h>
#include <stdlib.h>

/* Runs as many million rounds as its argument says. */
int main(int argc, char **argv) {
  long rounds = (argc > 1 ? atol(argv[1]) : 1) * 1000000;
  volatile unsigned long sum = 0;
  for (long i = 0; i < rounds; i++) sum += i;
  printf("%lu\n", sum);
  return 0;
}
