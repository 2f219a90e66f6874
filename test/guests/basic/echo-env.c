#include <stdio.h>

extern char **environ;

/* Prints its environment. */
int main(void) {
  for (char **variable = environ; variable && *variable; variable++) puts(*variable);
  return 0;
}
