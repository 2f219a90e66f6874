#include <stdio.h>

/* Counts primes by trial division, for ever, and says how far it is. */
static int is_prime(unsigned number) {
  for (unsigned divisor = 3; divisor <= number / divisor; divisor += 2)
    if (number % divisor == 0) return 0;
  return 1;
}

int main(void) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  unsigned found = 1;
  for (unsigned number = 3;; number += 2) {
    if (!is_prime(number)) continue;
    if (++found % 250000 == 0) printf("%u primes up to %u\n", found, number);
  }
}
