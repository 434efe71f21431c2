import type { Spender } from './budget.js';
import { CharacterClasses } from './character-classes.js';
import { beginsAtText, emptyWidth, op, type Program } from './program.js';

const maxStates = 512;
const maxCells = 0xff_ff;
/** Conditions that depend on the character before or after a position within the text. */
const inner = emptyWidth.beginLine | emptyWidth.endLine | emptyWidth.wordBoundary | emptyWidth.noWordBoundary;

/** The states in which the result is known. */
const rejected = 0;
const accepted = 1;

const charactersPerStep = 8;
const wideCharactersPerStep = 2;

/**
 * A regular expression as a table of all states: a lookup for each character, where the automaton of the instructions visits each
 * thread. Built as a whole when a schema is compiled, so that the cost of a match does not depend on earlier ones.
 */
export class StateTable {
  private constructor(
    private readonly classes: CharacterClasses,
    /** The next state by state and class. A state is the index of its row. */
    private readonly next: Uint16Array,
    /** Whether a text may end in a state, by the index of its row. */
    private readonly isFinal: Uint8Array,
    private readonly start: number,
  ) {}

  /** Returns undefined if the table would be large. Throws what the spender throws. */
  static build(program: Program, spender: Spender): StateTable | undefined {
    if (program.inst.some(({ op: kind, arg }) => kind === op.emptyWidth && (arg & inner) !== 0)) return undefined;
    const classes = CharacterClasses.of(program, spender);
    if (!classes) return undefined;
    const states = new States(program, spender);
    const start = states.after([program.start], true);
    const rows: number[][] = [];
    for (let i = 0; i < states.count; i++) {
      const row: number[] = [];
      for (let each = 0; each < classes.count; each++)
        row.push(i <= accepted ? i : states.afterClass(i, each, classes));
      rows.push(row);
      if (states.count > maxStates || states.count * classes.count > maxCells) return undefined;
    }
    const width = classes.count;
    const isFinal = new Uint8Array(rows.length * width);
    for (const [i] of rows.entries()) isFinal[i * width] = states.isFinal(i) ? 1 : 0;
    return new StateTable(
      classes,
      Uint16Array.from(rows.flat(), (state) => state * width),
      isFinal,
      start * width,
    );
  }

  /** Approximate memory in bytes. */
  get weight(): number {
    return 2 * this.next.length + this.isFinal.length + this.classes.weight;
  }

  /** Whether some part of the text matches. */
  test(text: string, run: Spender): boolean {
    const { classes, next } = this;
    const { ascii, count } = classes;
    const { length } = text;
    let state = this.start;
    let wide = 0;
    let at = 0;
    // The rows of the states whose result is known come first.
    for (; at < length && state > count; at++) {
      const unit = text.charCodeAt(at);
      if (unit < 128) {
        state = next[state + (ascii[unit] ?? 0)] ?? 0;
      } else {
        wide += 1;
        const character = text.codePointAt(at) ?? 0;
        if (character > 0xff_ff) at += 1;
        state = next[state + classes.of(character)] ?? 0;
      }
    }
    run.spend(1 + Math.floor(at / charactersPerStep) + Math.floor(wide / wideCharactersPerStep));
    return this.isFinal[state] === 1;
  }
}

/** Sets of instructions that wait for a character, as they are reached. */
class States {
  readonly #byKey = new Map<string, number>();
  readonly #waiting: number[][] = [[], []];
  readonly #isFinal = [false, true];
  readonly #isAnchored: boolean;
  /** The last visit of each instruction. */
  readonly #visited: Uint32Array;
  #visit = 0;
  /** Whether the last visit has found a condition that only the end of the text fulfills. */
  #sawEnd = false;

  constructor(
    private readonly program: Program,
    private readonly spender: Spender,
  ) {
    this.#visited = new Uint32Array(program.inst.length);
    this.#isAnchored = beginsAtText(program);
  }

  get count(): number {
    return this.#waiting.length;
  }

  isFinal(state: number): boolean {
    return this.#isFinal[state] ?? false;
  }

  /** The state after a character of a class. */
  afterClass(state: number, character: number, classes: CharacterClasses): number {
    const reached: number[] = this.#isAnchored ? [] : [this.program.start];
    const waiting = this.#waiting[state] ?? [];
    this.spender.spend(1 + waiting.length);
    for (const pc of waiting) {
      if (classes.takes(pc, character)) reached.push(this.program.inst[pc]?.out ?? 0);
    }
    return this.after(reached, false);
  }

  /** The state in which these instructions are reached. */
  after(reached: readonly number[], isStart: boolean): number {
    const atStart = isStart ? emptyWidth.beginText : 0;
    const waiting = this.#follow(reached, atStart);
    if (!waiting) return accepted;
    const isFinal = this.#sawEnd && this.#follow(reached, atStart | emptyWidth.endText) === undefined;
    if (waiting.length === 0 && !isFinal && (this.#isAnchored || !isStart)) return rejected;
    const key = `${waiting.join()}${isFinal ? '$' : ''}`;
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    this.#byKey.set(key, this.count);
    this.#isFinal.push(isFinal);
    return this.#waiting.push(waiting) - 1;
  }

  /** Follows instructions until they wait for a character. Returns undefined if one of them has matched. */
  #follow(reached: readonly number[], conditions: number): number[] | undefined {
    const { inst } = this.program;
    const visited = this.#visited;
    const visit = ++this.#visit;
    const pending = [...reached];
    const waiting: number[] = [];
    let visits = 1;
    this.#sawEnd = false;
    for (let pc = pending.pop(); pc !== undefined; pc = pending.pop()) {
      const instruction = inst[pc];
      if (!instruction || visited[pc] === visit) continue;
      visited[pc] = visit;
      visits += 1;
      switch (instruction.op) {
        case op.match:
          this.spender.spend(visits);
          return undefined;
        case op.alternative:
        case op.alternativeMatch:
          pending.push(instruction.arg, instruction.out);
          break;
        case op.capture:
        case op.nop:
          pending.push(instruction.out);
          break;
        case op.emptyWidth:
          if ((instruction.arg & emptyWidth.endText) !== 0) this.#sawEnd = true;
          if ((instruction.arg & ~conditions) === 0) pending.push(instruction.out);
          break;
        case op.fail:
          break;
        default:
          waiting.push(pc);
      }
    }
    this.spender.spend(visits);
    return waiting.length > 1 ? waiting.sort((a, b) => a - b) : waiting;
  }
}
