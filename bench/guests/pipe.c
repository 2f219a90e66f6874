// Moves megabytes through standard output or input: `write SIZE MEGABYTES`, `read SIZE MEGABYTES`. SIZE is of one call.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  size_t size = strtoul(argv[2], NULL, 10);
  unsigned long long left = strtoull(argv[3], NULL, 10) << 20;
  char *bytes = malloc(size);
  memset(bytes, 7, size);
  int writes = strcmp(argv[1], "write") == 0;
  while (left > 0) {
    size_t most = left < size ? left : size;
    ssize_t moved = writes ? write(1, bytes, most) : read(0, bytes, most);
    if (moved <= 0) return 1;
    left -= moved;
  }
  return 0;
}
