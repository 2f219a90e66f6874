#include <stdio.h>
#include <unistd.h>

/* Writes what a log has to cope with: a partial line, binary bytes, a line on stderr, and no newline at the end. */
int main(void) {
  write(1, "first ", 6);
  write(1, "line\n", 5);
  write(1, "\xff\xfe binary\n", 10);
  write(2, "an error\n", 9);
  write(1, "no newline", 10);
  return 0;
}
