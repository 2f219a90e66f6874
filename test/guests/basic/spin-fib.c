static unsigned fib(unsigned n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }

volatile unsigned sink;

/* Recurses for ever: there is one loop head, and it is met every few minutes. */
int main(void) {
  for (;;) sink = fib(60);
}
