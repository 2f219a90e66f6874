#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

/* Opens /dev/null until that is refused. */
int main(void) {
  int count = 0;
  while (open("/dev/null", O_RDONLY) >= 0) count++;
  printf("%d, then %s\n", count, strerror(errno));
  return 0;
}
