#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Sleeps as many milliseconds as its argument says, then says so. */
int main(int argc, char **argv) {
  long ms = argc > 1 ? atol(argv[1]) : 100;
  struct timespec time = {ms / 1000, ms % 1000 * 1000000};
  nanosleep(&time, NULL);
  puts("awake");
  return 0;
}
