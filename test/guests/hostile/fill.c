#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Writes to /m until that is refused, makes room, and writes again. */
int main(void) {
  char block[4096];
  memset(block, 'x', sizeof block);
  int fd = open("/m/big", O_WRONLY | O_CREAT, 0666);
  if (fd < 0) return 1;
  long written = 0;
  ssize_t put;
  while ((put = write(fd, block, sizeof block)) > 0) written += put;
  printf("%s after %ld\n", strerror(errno), written);
  if (close(fd) != 0 || unlink("/m/big") != 0) return 2;
  fd = open("/m/small", O_WRONLY | O_CREAT, 0666);
  if (fd < 0 || write(fd, block, sizeof block) != sizeof block || close(fd) != 0) return 3;
  puts("room again");
  return 0;
}
