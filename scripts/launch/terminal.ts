import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

const style = (format: Style, line: string): string => styleText(format, line, { stream: process.stdout });

function text(lines = ''): void {
  process.stdout.write(`${lines.replace(/^(?=.)/gm, '  ')}\n`);
}

const item =
  (color: Style, mark: string) =>
  (label: string, ...details: string[]): void => {
    text([`${style(color, mark)} ${label}`, ...details].join('  '));
  };

const styled =
  (format: Style) =>
  (lines: string): void => {
    text(style(format, lines));
  };

/** The launcher's output. */
export const terminal = {
  done: item('green', '✔'),
  note: item('cyan', '·'),
  warn: item('yellow', '!'),
  fail: item('red', '✖'),
  text,
  title: styled('bold'),
  faint: styled('dim'),
};
