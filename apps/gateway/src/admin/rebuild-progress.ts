import type { RebuildProgress } from '@postrider/event-store';

/** Standard error, as far as it is used. */
export interface Screen {
  isTTY?: boolean | undefined;
  columns?: number | undefined;
  write: (text: string) => unknown;
}

interface Shown {
  update: (now: RebuildProgress) => void;
  end: () => void;
}

const drawMs = 100;
const lineMs = 5_000;
const barWidth = 24;
const clearLine = '\r\u001b[K';

/** Shows the progress of a rebuild: a bar in a terminal, and otherwise a line every few seconds. */
export function showProgress(screen: Screen, clock = (): number => performance.now()): Shown {
  const { isTTY = false } = screen;
  const startedAt = clock();
  let shownAt = startedAt;
  return {
    update: (now) => {
      const at = clock();
      if (at - shownAt < (isTTY ? drawMs : lineMs)) return;
      shownAt = at;
      const line = progressLine(now, (at - startedAt) / 1_000);
      const bar = `${barOf(now)}  ${line}`.slice(0, (screen.columns ?? 80) - 1);
      screen.write(isTTY ? `${clearLine}${bar}` : `${line}\n`);
    },
    end: () => {
      if (isTTY && shownAt !== startedAt) screen.write(clearLine);
    },
  };
}

/** The planner's estimate of all events may be too low. */
const shareOf = ({ events, totalEvents }: RebuildProgress): number => Math.min(0.99, events / Math.max(1, totalEvents));

function barOf(now: RebuildProgress): string {
  const filled = Math.round(shareOf(now) * barWidth);
  return '█'.repeat(filled) + '░'.repeat(barWidth - filled);
}

const number = new Intl.NumberFormat('en');

function progressLine(now: RebuildProgress, seconds: number): string {
  const { part, events, totalEvents, resumedAt, repaired } = now;
  const perSecond = (events - resumedAt) / seconds;
  const left = Math.max(0, totalEvents - events) / Math.max(1, perSecond);
  return [
    `${String(Math.floor(shareOf(now) * 100))} %`,
    `${number.format(events)} of about ${number.format(Math.round(totalEvents))} events`,
    `${number.format(Math.round(perSecond))}/s, ${durationOf(left)} left`,
    `${number.format(repaired)} rows repaired`,
    part,
  ].join('  ');
}

function durationOf(seconds: number): string {
  if (seconds < 90) return `${String(Math.ceil(seconds))} s`;
  return seconds < 5_400 ? `${String(Math.round(seconds / 60))} min` : `${(seconds / 3_600).toFixed(1)} h`;
}
