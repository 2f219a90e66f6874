#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* Opens, so many times or for ever, files of the kernel's that are not there: each error comes later, by a message. */
int main(int argc, char **argv) {
  int rounds = argc > 1 ? atoi(argv[1]) : -1;
  for (int round = 0; round != rounds; round++) {
    if (open("/task/self/nothing", O_RDONLY) >= 0 || errno != ENOENT) return 1;
    if (open("/task/self/nothing", O_RDWR | O_DIRECTORY) >= 0) return 2;
    if (open("/task/nothing/../self", O_RDONLY) >= 0) return 3;
  }
  return 0;
}
