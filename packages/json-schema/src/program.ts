import { RE2JS } from 're2js';

/** Values of `inst.op`, as in RE2. */
export const op = {
  alternative: 1,
  alternativeMatch: 2,
  capture: 3,
  emptyWidth: 4,
  fail: 5,
  match: 6,
  nop: 7,
  rune: 8,
  rune1: 9,
  runeAny: 10,
  runeAnyNotNewline: 11,
} as const;

export const newline = 10;

/** Conditions of `op.emptyWidth`, as bits of `arg`. */
export const emptyWidth = {
  beginLine: 1,
  endLine: 2,
  beginText: 4,
  endText: 8,
  wordBoundary: 16,
  noWordBoundary: 32,
} as const;

export interface Instruction {
  readonly op: number;
  readonly out: number;
  readonly arg: number;
  readonly runes: Int32Array;
  matchRune(rune: number): boolean;
}

/** A regular expression as instructions of a non-deterministic automaton. */
export interface Program {
  readonly inst: readonly Instruction[];
  readonly start: number;
}

/**
 * Parses and compiles a regular expression with RE2. Throws RE2's error. The program is not part of re2js's documented
 * interface, so its version is pinned and a test compares results with its matcher.
 *
 * RE2's matcher is not used: it caches up to 8 MiB of states per expression, and the cost of a match depends on the
 * cache. The group around the source keeps RE2 from building a one-pass automaton, which takes quadratic time.
 */
export function compileProgram(translated: string): Program {
  return RE2JS.compile(`(${translated})`).re2Input.prog as Program;
}

/** Whether an instruction that waits for a character takes it. */
export function takes(instruction: Instruction, rune: number): boolean {
  switch (instruction.op) {
    case op.runeAny:
      return true;
    case op.runeAnyNotNewline:
      return rune !== newline;
    default:
      return instruction.matchRune(rune);
  }
}

/** Whether matches can only begin at the beginning of the text. */
export function beginsAtText({ inst, start }: Program): boolean {
  let at = inst[start];
  while (at?.op === op.capture || at?.op === op.nop) at = inst[at.out];
  return at?.op === op.emptyWidth && (at.arg & emptyWidth.beginText) !== 0;
}
