#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Measures a temperature twice a second, one line each, for whoever reads its output. */
int main(void) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  srand(7);
  double degrees = 20;
  for (;;) {
    degrees += (rand() % 21 - 10) / 20.0;
    if (printf("%.2f\n", degrees) < 0) return 1;
    nanosleep(&(struct timespec){0, 500000000}, NULL);
  }
}
