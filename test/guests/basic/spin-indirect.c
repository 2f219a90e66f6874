typedef unsigned (*Step)(unsigned);

static unsigned even(unsigned n);
static unsigned odd(unsigned n);
static volatile Step steps[2] = {even, odd};

static unsigned even(unsigned n) { return n == 0 ? 0 : steps[1](n - 1) + steps[1](n - 1); }
static unsigned odd(unsigned n) { return n == 0 ? 1 : steps[0](n - 1) + steps[0](n - 1); }

volatile unsigned sink;

/* As spin-fib, by calls through pointers alone. */
int main(void) {
  sink = even(64);
  return 0;
}
