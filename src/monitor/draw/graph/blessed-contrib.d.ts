/** What is used of blessed-contrib's line chart, which has no types of its own. */
declare module 'blessed-contrib/lib/widget/charts/line.js' {
  interface LineChart {
    options: Readonly<Record<string, unknown>>;
    ctx: import('drawille-canvas-blessed-contrib').Context;
    readonly canvasSize: { readonly width: number; readonly height: number };
    calcSize(): void;
    setData(data: readonly { readonly x: readonly string[]; readonly y: readonly number[] }[]): void;
  }
  const Line: { readonly prototype: LineChart };

  export type { LineChart };
  export default Line;
}

declare module 'drawille-canvas-blessed-contrib' {
  interface Context {
    readonly _canvas: { frame(): string };
  }
  class Canvas {
    constructor(width: number, height: number);
    getContext(): Context;
  }

  export type { Context };

  const canvases: { readonly Canvas: typeof Canvas };
  export default canvases;
}
