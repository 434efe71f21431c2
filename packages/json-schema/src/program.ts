import { RE2JS } from 're2js';

/** What `inst.op` says, in RE2's numbers. */
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
 * Has RE2 parse and compile a regular expression. Throws RE2's error. Not part of re2js's documented interface, so its
 * version is pinned, and a test compares verdicts with its own.
 *
 * RE2's own matcher is not used: it keeps up to 8 MiB of cached states for each expression, and what a match costs
 * depends on what is cached. The group around the source keeps RE2 from looking for a one-pass automaton, which takes
 * time in proportion to the square of the source.
 */
export function compileProgram(translated: string): Program {
  return RE2JS.compile(`(${translated})`).re2Input.prog as Program;
}
