import { RE2JS } from 're2js';
import type { Run } from './run.js';

const maxLength = 1_000;
const maxSize = 1_000;
/** The worst automata take up to 20 ns for each character and instruction, most a hundredth of that. */
const workPerStep = 4;

/** A regular expression that takes time in proportion to the text, whatever it is made of. */
export class TextPattern {
  private constructor(
    readonly source: string,
    private readonly automaton: RE2JS,
    private readonly size: number,
  ) {}

  /** The pattern, or what is wrong with it. */
  static compile(source: string): TextPattern | string {
    if (source.length > maxLength) return `expected a regular expression of at most ${String(maxLength)} characters`;
    try {
      const automaton = RE2JS.compile(RE2JS.translateRegExp(source));
      const size = automaton.programSize();
      return size > maxSize ? 'expected a simpler regular expression' : new TextPattern(source, automaton, size);
    } catch (error) {
      const reason = error instanceof Error ? error.message.replace('error parsing regexp: ', '') : 'it cannot be read';
      return `expected a regular expression of RE2, without lookarounds and backreferences: ${reason}`;
    }
  }

  /** Whether some part of the text matches. */
  test(text: string, run: Run): boolean {
    run.spend(1 + (text.length * this.size) / workPerStep);
    return this.automaton.test(text);
  }
}
