import type { Spender } from './budget.js';
import { op, takes, type Instruction, type Program } from './program.js';

/** A bit for each in a number. */
const maxSets = 31;
const maxClasses = 64;
/** Of an instruction. Larger ones are those of scripts and categories. */
const maxBounds = 64;
const lastCharacter = 0x10_ff_ff;
const foldsCase = 1;
/** Other cases of `k` and `s`. */
const foldedBeyondAscii = [0x17f, 0x2126, 0x212a, 0x212b];

/** Characters that no instruction of a program tells apart are one class. */
export class CharacterClasses {
  /** Class of each ASCII character. */
  readonly ascii = new Uint8Array(128);

  private constructor(
    /** The first character of each range. */
    private readonly starts: readonly number[],
    /** The class of each range. */
    private readonly classOfRange: readonly number[],
    /** A bit for each set that has the characters of the class. */
    private readonly sets: readonly number[],
    private readonly setOf: ReadonlyMap<number, number>,
  ) {
    for (let character = 0; character < 128; character++) this.ascii[character] = this.of(character);
  }

  /** Returns undefined if there are many. */
  static of({ inst }: Program, spender: Spender): CharacterClasses | undefined {
    const setOf = new Map<number, number>();
    const sets = new Map<string, Instruction>();
    const bounds = new Set([0]);
    for (const [pc, instruction] of inst.entries()) {
      if (instruction.op < op.rune || instruction.op > op.runeAnyNotNewline) continue;
      const own = boundsOf(instruction);
      if (!own) return undefined;
      spender.spend(1 + own.length);
      const key = `${String(instruction.op)}:${String(instruction.arg & foldsCase)}:${own.join()}`;
      if (!sets.has(key)) sets.set(key, instruction);
      setOf.set(pc, [...sets.keys()].indexOf(key));
      for (const bound of own) if (bound <= lastCharacter) bounds.add(bound);
    }
    if (sets.size > maxSets) return undefined;
    const starts = [...bounds].sort((a, b) => a - b);
    spender.spend(starts.length * (1 + sets.size));
    const bits = starts.map((start) => bitsOf(start, [...sets.values()]));
    const classes = [...new Set(bits)];
    if (classes.length > maxClasses) return undefined;
    return new CharacterClasses(
      starts,
      bits.map((each) => classes.indexOf(each)),
      classes,
      setOf,
    );
  }

  get count(): number {
    return this.sets.length;
  }

  /** Approximate memory in bytes. */
  get weight(): number {
    return 128 + 16 * (this.starts.length + this.sets.length) + 32 * this.setOf.size;
  }

  /** Whether the instruction takes the characters of a class. */
  takes(pc: number, character: number): boolean {
    return (((this.sets[character] ?? 0) >> (this.setOf.get(pc) ?? 0)) & 1) === 1;
  }

  /** The class of a character. */
  of(character: number): number {
    let low = 0;
    let high = this.starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.starts[middle] ?? 0) <= character) low = middle;
      else high = middle;
    }
    return this.classOfRange[low] ?? 0;
  }
}

const bitsOf = (character: number, sets: readonly Instruction[]): number =>
  sets.reduce((bits, instruction, i) => (takes(instruction, character) ? bits | (1 << i) : bits), 0);

/** The characters at which an instruction begins or ends to match. */
function boundsOf({ op: kind, arg, runes }: Instruction): number[] | undefined {
  if (kind === op.runeAny) return [];
  if (kind === op.runeAnyNotNewline) return [10, 11];
  const [first] = runes;
  if (runes.length !== 1 || first === undefined) {
    return runes.length > maxBounds ? undefined : [...runes].map((rune, i) => rune + (i % 2));
  }
  if ((arg & foldsCase) === 0) return [first, first + 1];
  if (first >= 128) return undefined;
  const cases = [String.fromCharCode(first).toLowerCase(), String.fromCharCode(first).toUpperCase()];
  return [...cases.map((each) => each.charCodeAt(0)), ...foldedBeyondAscii].flatMap((each) => [each, each + 1]);
}
