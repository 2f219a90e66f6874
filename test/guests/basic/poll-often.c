#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Hands one byte after another on, so many times, each of them awaited for an hour at most; then waits for the end of its input. */
int main(int argc, char **argv) {
  struct pollfd input = {.fd = 0, .events = POLLIN};
  char byte;
  for (int rounds = argc > 1 ? atoi(argv[1]) : 0; rounds > 0; rounds--) {
    if (poll(&input, 1, 3600 * 1000) != 1 || read(0, &byte, 1) != 1) return 1;
    if (rounds == 1) fputs("done\n", stderr);
    if (write(1, &byte, 1) != 1) return 2;
  }
  while (read(0, &byte, 1) > 0) {
  }
  return 0;
}
