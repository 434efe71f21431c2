import type { Spender } from './budget.js';
import { beginsAtText, emptyWidth, newline, op, takes, type Program } from './program.js';

/** In place of a code point before the beginning and after the end of the text. */
const none = -1;
/** In place of a number of threads: one of them has matched. */
const matched = -1;
/** Conditions that are not computed yet. */
const unknown = -1;

/**
 * Runs a program on text: all threads advance together, one code point at a time. Each visit of an instruction costs a
 * step; per code point each instruction is visited at most once.
 */
export class Automaton {
  readonly #program: Program;
  readonly #isAnchored: boolean;
  /** The last visit of each instruction. A thread that reaches a visited instruction is a duplicate. */
  readonly #visited: Uint32Array;
  #visit = 0;
  /** The instructions at which threads wait for a code point. */
  readonly #threads: Uint16Array;
  /** The instructions that threads reach next. A thread may fork at every instruction. */
  readonly #pending: Uint16Array;

  constructor(program: Program) {
    const size = program.inst.length;
    this.#program = program;
    this.#isAnchored = beginsAtText(program);
    this.#visited = new Uint32Array(size);
    this.#threads = new Uint16Array(size);
    this.#pending = new Uint16Array(3 * size + 1);
  }

  /** Whether some part of the text matches. Throws TooCostly. */
  test(text: string, run: Spender): boolean {
    let before = none;
    let pending = 0;
    for (let at = 0; ;) {
      const rune = text.codePointAt(at) ?? none;
      if (at === 0 || !this.#isAnchored) this.#pending[pending++] = this.#program.start;
      const threads = this.#follow(pending, before, rune, run);
      if (threads === matched) return true;
      if (rune === none || (this.#isAnchored && threads === 0)) return false;
      pending = this.#consume(threads, rune);
      before = rune;
      at += rune > 0xff_ff ? 2 : 1;
    }
  }

  /** Advances pending threads until they wait for a code point. Returns their number, or `matched`. */
  #follow(count: number, before: number, after: number, run: Spender): number {
    const { inst } = this.#program;
    const visited = this.#visited;
    const pending = this.#pending;
    const threads = this.#threads;
    const visit = this.#nextVisit();
    let conditions = unknown;
    let left = count;
    let waiting = 0;
    let visits = 1;
    while (left > 0) {
      const pc = pending[--left] ?? 0;
      if (visited[pc] === visit) continue;
      visited[pc] = visit;
      visits += 1;
      const instruction = inst[pc];
      if (!instruction) continue;
      switch (instruction.op) {
        case op.match:
          run.spend(visits);
          return matched;
        case op.alternative:
        case op.alternativeMatch:
          pending[left++] = instruction.out;
          pending[left++] = instruction.arg;
          break;
        case op.capture:
        case op.nop:
          pending[left++] = instruction.out;
          break;
        case op.emptyWidth:
          if (conditions === unknown) conditions = conditionsBetween(before, after);
          if ((instruction.arg & ~conditions) === 0) pending[left++] = instruction.out;
          break;
        case op.fail:
          break;
        default:
          threads[waiting++] = pc;
      }
    }
    run.spend(visits);
    return waiting;
  }

  /** Advances waiting threads over a code point. Returns the number of pending threads. */
  #consume(threads: number, rune: number): number {
    const { inst } = this.#program;
    let pending = 0;
    for (let i = 0; i < threads; i++) {
      const instruction = inst[this.#threads[i] ?? 0];
      if (instruction && takes(instruction, rune)) this.#pending[pending++] = instruction.out;
    }
    return pending;
  }

  #nextVisit(): number {
    if (this.#visit === 0xff_ff_ff_ff) {
      this.#visited.fill(0);
      this.#visit = 0;
    }
    this.#visit += 1;
    return this.#visit;
  }
}

function conditionsBetween(before: number, after: number): number {
  let conditions = isWord(before) === isWord(after) ? emptyWidth.noWordBoundary : emptyWidth.wordBoundary;
  if (before === none) conditions |= emptyWidth.beginText | emptyWidth.beginLine;
  if (before === newline) conditions |= emptyWidth.beginLine;
  if (after === none) conditions |= emptyWidth.endText | emptyWidth.endLine;
  if (after === newline) conditions |= emptyWidth.endLine;
  return conditions;
}

/** ASCII letters, digits and `_`. */
const isWord = (rune: number): boolean =>
  (rune >= 97 && rune <= 122) || (rune >= 65 && rune <= 90) || (rune >= 48 && rune <= 57) || rune === 95;
