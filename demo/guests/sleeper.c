#include <stdio.h>
#include <unistd.h>

/* Sleeps, and turns over every ten seconds. */
int main(void) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  for (unsigned turns = 0;; turns++) {
    printf("zzz (%u)\n", turns);
    sleep(10);
  }
}
