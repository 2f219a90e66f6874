#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>

/* files write PATH TEXT | read PATH | list PATH: says what went wrong by its errno's name. */
static int fail(const char *path) {
  fprintf(stderr, "%s: %s\n", path, strerror(errno));
  return 1;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  if (strcmp(argv[1], "write") == 0) {
    FILE *file = fopen(argv[2], "w");
    if (!file || fputs(argv[3], file) < 0 || fclose(file) != 0) return fail(argv[2]);
  } else if (strcmp(argv[1], "read") == 0) {
    char text[4096];
    FILE *file = fopen(argv[2], "r");
    if (!file) return fail(argv[2]);
    fwrite(text, 1, fread(text, 1, sizeof text, file), stdout);
  } else {
    DIR *directory = opendir(argv[2]);
    if (!directory) return fail(argv[2]);
    for (struct dirent *entry; (entry = readdir(directory));) puts(entry->d_name);
  }
  return 0;
}
