#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Ticks a hundred times a second: `log` writes a line a tick, `send` a byte into its standard output, and `echo` a line for each byte that it reads. */
int main(int argc, char **argv) {
  const char *how = argc > 1 ? argv[1] : "";
  char byte = 't';
  if (!strcmp(how, "echo")) {
    while (read(0, &byte, 1) == 1) (void)write(1, "tick\n", 5);
    return 0;
  }
  for (;;) {
    usleep(10000);
    if (!strcmp(how, "send")) (void)write(1, &byte, 1);
    else (void)write(1, "tick\n", 5);
  }
}
