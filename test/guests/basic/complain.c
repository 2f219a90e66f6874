#include <errno.h>
#include <stdio.h>
#include <unistd.h>

/* Writes until that fails; then says so, and ends with the number of the error. `close` as an argument closes stdout first. */
int main(int argc, char **argv) {
  if (argc > 1) close(1);
  while (write(1, "y\n", 2) == 2) {
  }
  int error = errno;
  fprintf(stderr, "cannot write: %d\n", error);
  return error;
}
