import type { Theme } from '../src/monitor/draw/theme.ts';
import type { Shown } from '../src/monitor/state/controller.ts';
import { DetailsPane } from './DetailsPane.tsx';
import { LogPane } from './LogPane.tsx';
import { ProcessTable } from './ProcessTable.tsx';
import type { Point } from './point.ts';

export interface PanesProps {
  readonly shown: Shown;
  readonly theme: Theme;
  readonly point: Point;
}

/** The table and the log below it, or the details in their place: as many of them, and as high, as the layout says. */
export function Panes({ shown, theme, point }: PanesProps) {
  const { state, view, rows, history, details } = shown;
  const { layout, log } = view;
  if (details !== undefined)
    return <DetailsPane content={details} width={state.columns} height={layout.details} theme={theme} point={point} />;
  return (
    <>
      {layout.table > 0 && (
        <ProcessTable state={state} view={view} rows={rows} history={history} theme={theme} point={point} />
      )}
      {log !== undefined && <LogPane state={state} view={view} log={log} theme={theme} point={point} />}
    </>
  );
}
