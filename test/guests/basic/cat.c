#include <stdio.h>
#include <unistd.h>

/* Copies stdin, or the files named, to stdout. */
static int copy(int fd) {
  static char buffer[65536];
  for (;;) {
    ssize_t got = read(fd, buffer, sizeof buffer);
    if (got <= 0) return got < 0;
    for (ssize_t done = 0; done < got;) {
      ssize_t put = write(1, buffer + done, got - done);
      if (put < 0) return 1;
      done += put;
    }
  }
}

int main(int argc, char **argv) {
  if (argc < 2) return copy(0);
  for (int i = 1; i < argc; i++) {
    FILE *file = fopen(argv[i], "r");
    if (!file) {
      perror(argv[i]);
      return 1;
    }
    copy(fileno(file));
    fclose(file);
  }
  return 0;
}
