#include <stdio.h>
#include <string.h>

/* Asks for a name on stdin. */
int main(void) {
  char name[128];
  printf("What is your name? ");
  fflush(stdout);
  if (!fgets(name, sizeof name, stdin)) return 1;
  name[strcspn(name, "\n")] = 0;
  printf("Hello, %s!\n", name);
  return 0;
}
