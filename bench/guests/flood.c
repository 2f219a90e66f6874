// Writes so many lines of 80 bytes, so many of them a call: `flood LINES TOGETHER`.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  unsigned long lines = strtoul(argv[1], NULL, 10), together = strtoul(argv[2], NULL, 10);
  size_t length = 80 * together;
  char *bytes = malloc(length);
  memset(bytes, '.', length);
  for (unsigned long line = 0; line < together; line++) {
    int head = sprintf(bytes + 80 * line, "INFO request %lu was handled", line);
    bytes[80 * line + head] = '.';
    bytes[80 * line + 79] = '\n';
  }
  for (unsigned long line = 0; line < lines; line += together)
    for (size_t done = 0; done < length;) {
      ssize_t written = write(1, bytes + done, length - done);
      if (written <= 0) return 1;
      done += written;
    }
  return 0;
}
