// cflags: -mexec-model=reactor
/* Counts iterations over a piece of the plane. */
__attribute__((export_name("run"))) double run(void) {
  long total = 0;
  for (int py = 0; py < 200; py++)
    for (int px = 0; px < 200; px++) {
      double cx = px / 80.0 - 2.0, cy = py / 80.0 - 1.25, x = 0, y = 0;
      int n = 0;
      while (n < 200 && x * x + y * y < 4) {
        double t = x * x - y * y + cx;
        y = 2 * x * y + cy;
        x = t;
        n++;
      }
      total += n;
    }
  return total;
}
