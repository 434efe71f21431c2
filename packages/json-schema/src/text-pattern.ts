import { RE2JS } from 're2js';
import { Automaton } from './automaton.js';
import { Budget, TooCostly, type Spender } from './budget.js';
import { fromEcmaScript } from './ecmascript-pattern.js';
import { equivalentPattern } from './equivalent-pattern.js';
import { conditionsOf } from './lookaheads.js';
import { patternWork } from './pattern-work.js';
import { compileProgram, type Program } from './program.js';
import { StateTable } from './state-table.js';

const maxLength = 1_000;
const maxSize = 1_000;
/** The estimate is at most a few times too large. */
const maxEstimatedSize = 5 * maxSize;
/** To build the table of an expression, or to find that it is too large. */
const maxTableSteps = 20_000;

interface Matcher {
  /** Whether some part of the text matches. Throws TooCostly. */
  test(text: string, run: Spender): boolean;
}

interface Part {
  readonly program: Program;
  readonly isNegated: boolean;
  matcher: Matcher;
  /** Approximate memory, in bytes. */
  weight: number;
}

/** A regular expression whose matches take linear time. */
export class TextPattern {
  private constructor(private readonly parts: readonly Part[]) {}

  /** Returns a text if the expression is invalid. Throws TooCostly if compiling it would exceed the budget. */
  static compile(source: string, budget: Spender): TextPattern | string {
    if (source.length > maxLength) return `expected a regular expression of at most ${String(maxLength)} characters`;
    const parts: Part[] = [];
    for (const { source: part, isNegated } of conditionsOf(equivalentPattern(source))) {
      const program = programOf(part, budget);
      if (typeof program === 'string') return program;
      parts.push({ program, isNegated, matcher: new Automaton(program), weight: weightOf(program) });
    }
    return new TextPattern(parts);
  }

  /** Approximate memory, in bytes. */
  get weight(): number {
    return this.parts.reduce((sum, { weight }) => sum + weight, 0);
  }

  /** Makes matches faster if that takes at most some steps. */
  speedUp(budget: Budget): void {
    for (const part of this.parts) {
      const table = tableOf(part.program, budget);
      if (!table) continue;
      part.matcher = table;
      part.weight += table.weight;
    }
  }

  /** Whether some part of the text matches. */
  test(text: string, run: Spender): boolean {
    const [first] = this.parts;
    if (first !== undefined && this.parts.length === 1) return first.matcher.test(text, run);
    for (const { matcher, isNegated } of this.parts) if (matcher.test(text, run) === isNegated) return false;
    return true;
  }
}

/** Undefined if building it would take too many steps or too much memory. They are spent all the same. */
function tableOf(program: Program, budget: Budget): StateTable | undefined {
  const own = new Budget(Math.min(maxTableSteps, budget.left));
  try {
    return StateTable.build(program, own);
  } catch (error) {
    if (error instanceof TooCostly) return undefined;
    throw error;
  } finally {
    budget.spend(Math.min(own.spent, own.steps));
  }
}

function programOf(source: string, budget: Spender): Program | string {
  const translated = RE2JS.translateRegExp(fromEcmaScript(source));
  const { steps, size, problem } = patternWork(translated);
  if (problem !== undefined) return `${expected}: ${problem}`;
  if (size > maxEstimatedSize) return tooLarge;
  budget.spend(steps);
  try {
    const program = compileProgram(translated);
    return program.inst.length > maxSize ? tooLarge : program;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace('error parsing regexp: ', '') : 'it cannot be parsed';
    return `${expected}: ${reason}`;
  }
}

const expected = 'expected a regular expression of RE2, without lookarounds and backreferences';
const tooLarge = `expected a simpler regular expression (limit ${String(maxSize)} instructions with repetitions expanded)`;

const instructionBytes = 160;
const runeBytes = 4;

/** Repetitions of a character class share its table. */
function weightOf({ inst }: Program): number {
  const tables = new Set(inst.map(({ runes }) => runes));
  let bytes = inst.length * instructionBytes;
  for (const table of tables) bytes += table.length * runeBytes;
  return bytes;
}
