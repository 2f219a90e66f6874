#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Takes a megabyte twice a second and never gives one back, until it gets no more. */
int main(void) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  static char *volatile held[4096];
  for (unsigned megabytes = 1; megabytes < 4096; megabytes++) {
    char *piece = malloc(1 << 20);
    if (piece == NULL) {
      fprintf(stderr, "leak: no memory after %u MB\n", megabytes - 1);
      return 1;
    }
    memset(piece, 'x', 1 << 20);
    held[megabytes] = piece;
    printf("holding %u MB\n", megabytes);
    nanosleep(&(struct timespec){0, 500000000}, NULL);
  }
}
