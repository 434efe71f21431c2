/** An estimate of the cost of compiling a regular expression. */
export interface PatternWork {
  readonly steps: number;
  /** Maximum number of instructions, with repetitions expanded. */
  readonly size: number;
  /** Why it is rejected without being compiled. */
  readonly problem?: string | undefined;
}

const stepsPerCharacter = 60;
const stepsPerInstruction = 15;
/** For the largest character tables, such as letters, and for sorting them into a class. */
const stepsPerProperty = 2_000;
/** RE2 looks up each character of a range that ignores case. */
const stepsPerFoldedCharacter = 1;
const lastCharacter = 0x10_ff_ff;
/** No character above has another case. */
const lastFolded = 0x1_ff_ff;

const repetition = /\{(\d+)(,(\d*))?\}/y;
const groupHead = /\(\?(?:P?<[^>]*>|[a-zA-Z-]*([:)]))/y;
const escape = /\\(?:x\{([0-9a-fA-F]+)\}|x([0-9a-fA-F]{2})|([0-7]{1,3})|[pP](?:\{[^}]*\}|.)|.)/suy;

/**
 * Estimates the work of a regular expression in RE2 syntax in one pass. Never underestimates; for an invalid
 * expression, the part that RE2 reads before it fails.
 */
export function patternWork(source: string): PatternWork {
  return new Reader(source).read();
}

/** A member of a bracketed class: a set such as `\d`, or a character in a range. */
type ClassMember = 'set' | { readonly least: number; readonly most: number };

class Reader {
  readonly #ignoresCase: boolean;
  #at = 0;
  #steps: number;
  /** Sizes before each open group. */
  readonly #open: number[] = [];
  #sum = 0;
  /** Size of the part that a repetition applies to. */
  #last = 0;
  #problem: string | undefined;

  constructor(private readonly source: string) {
    this.#ignoresCase = /\(\?[a-zA-Z]*i/.test(source);
    this.#steps = source.length * stepsPerCharacter;
  }

  read(): PatternWork {
    while (this.#at < this.source.length) this.#token();
    if (this.#open.length > 0) this.#problem ??= 'missing closing )';
    while (this.#open.length > 0) this.#close();
    const size = this.#sum + this.#last + 5;
    return { size, steps: this.#steps + size * stepsPerInstruction, problem: this.#problem };
  }

  #token(): void {
    switch (this.source[this.#at]) {
      case '\\':
        this.#escape();
        this.#atom(1);
        break;
      case '[':
        this.#class();
        this.#atom(1);
        break;
      case '(':
        this.#group();
        break;
      case ')':
        this.#at += 1;
        if (this.#open.length === 0) this.#problem ??= 'unexpected )';
        this.#close();
        break;
      case '|':
        this.#at += 1;
        // The fork and a possibly empty alternative.
        this.#atom(2);
        break;
      case '*':
      case '+':
      case '?':
        this.#at += 1;
        this.#last += 2;
        break;
      case '{':
        this.#repeat();
        break;
      default:
        this.#at += 1;
        this.#atom(1);
    }
  }

  #atom(size: number): void {
    this.#sum += this.#last;
    this.#last = size;
  }

  #repeat(): void {
    const [all, min = '', comma, max = ''] = this.#match(repetition);
    if (all === undefined) {
      this.#at += 1;
      this.#atom(1);
      return;
    }
    const times = Math.max(1, Number(max === '' ? min : max) + (comma !== undefined && max === '' ? 1 : 0));
    this.#last = (this.#last + 1) * times + 2;
  }

  #group(): void {
    const [all, end] = this.#match(groupHead);
    // Flags without a body, as in `(?i)`, open no group.
    if (all !== undefined && end === ')') return;
    if (all === undefined) this.#at += 1;
    this.#atom(0);
    this.#open.push(this.#sum);
    this.#sum = 0;
    this.#last = 0;
  }

  #close(): void {
    const inside = this.#sum + this.#last + 2;
    this.#sum = this.#open.pop() ?? 0;
    this.#last = inside;
  }

  #escape(): ClassMember {
    const [all = '', braced, pair, octal] = this.#match(escape);
    if (all === '') this.#at += 1;
    // It changes the meaning of all characters behind it.
    if (all === '\\Q') this.#problem ??= '\\Q is not supported';
    if (/^\\p/i.test(all)) this.#steps += stepsPerProperty;
    if (/^\\[pdsw]/i.test(all)) return 'set';
    const hex = braced ?? pair;
    if (hex !== undefined) return { least: parseInt(hex, 16), most: parseInt(hex, 16) };
    if (octal !== undefined) return { least: parseInt(octal, 8), most: parseInt(octal, 8) };
    return { least: 0, most: lastCharacter };
  }

  #class(): void {
    this.#at += 1;
    if (this.source[this.#at] === '^') this.#at += 1;
    for (let isFirst = true; this.#at < this.source.length; isFirst = false) {
      if (this.source[this.#at] === ']' && !isFirst) break;
      const from = this.#member();
      // A hyphen after a set is a literal character.
      if (from === 'set' || this.source[this.#at] !== '-' || this.source[this.#at + 1] === ']') continue;
      this.#at += 1;
      const to = this.#member();
      if (this.#ignoresCase && to !== 'set') {
        this.#steps += Math.max(0, Math.min(to.most, lastFolded) - from.least) * stepsPerFoldedCharacter;
      }
    }
    this.#at += 1;
  }

  #member(): ClassMember {
    if (this.source[this.#at] === '\\') return this.#escape();
    if (this.source.startsWith('[:', this.#at)) {
      const end = this.source.indexOf(':]', this.#at + 2);
      if (end !== -1) {
        this.#at = end + 2;
        return 'set';
      }
    }
    const character = this.source.codePointAt(this.#at) ?? 0;
    this.#at += character > 0xff_ff ? 2 : 1;
    return { least: character, most: character };
  }

  /** Matches at the current position and advances behind the match. */
  #match(pattern: RegExp): (string | undefined)[] {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.source);
    if (found) this.#at += found[0].length;
    return found ?? [];
  }
}
