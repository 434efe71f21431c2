import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** The launcher's output. */
class Terminal {
  done(label: string, ...details: string[]): void {
    this.#item('green', '✔', label, details);
  }

  note(text: string): void {
    this.#item('cyan', '·', text, []);
  }

  warn(text: string): void {
    this.#item('yellow', '!', text, []);
  }

  fail(text: string): void {
    this.#item('red', '✖', text, []);
  }

  text(text = ''): void {
    process.stdout.write(text === '' ? '\n' : `${indent(text)}\n`);
  }

  title(text: string): void {
    this.text(style('bold', text));
  }

  faint(text: string): void {
    this.text(style('dim', text));
  }

  #item(color: Style, mark: string, label: string, details: readonly string[]): void {
    this.text([`${style(color, mark)} ${label}`, ...details].join('  '));
  }
}

export const terminal = new Terminal();

function style(format: Style, text: string): string {
  return styleText(format, text, { stream: process.stdout });
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
