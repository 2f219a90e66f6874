import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Folder, ProgramKernel, packaged } from '../support/programs.ts';

const COUNTER = `module counter(input clk, input rst, output reg [7:0] n);
  always @(posedge clk) if (rst) n <= 0; else n <= n + 1;
endmodule
`;

test('yosys reads Verilog and prints statistics', async () => {
  await using os = new ProgramKernel();
  using folder = new Folder();
  writeFileSync(folder.file('counter.v'), COUNTER);
  const { reason, text } = await os.finish(
    'yosys',
    packaged('@yowasp/yosys/gen/yosys.core.wasm'),
    ['-p', 'read_verilog /work/counter.v; proc; opt; stat'],
    [`${folder.path}::/work:ro`],
  );
  expect(reason).toEqual({ kind: 'exit', code: 0 });
  expect(text).toMatch(/=== counter ===[\s\S]*Number of cells: +2[\s\S]*\$add +1/);
});
