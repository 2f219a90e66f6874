volatile int depth;

__attribute__((noinline)) static int deeper(int n) {
  depth = n;
  return deeper(n + 1) + depth;
}

/* Recurses without end and without touching memory: the engine's own stack runs out. */
int main(void) { return deeper(0); }
