export const steps = ['endpoint', 'event', 'verify', 'replay', 'rotate'] as const;
export type Step = (typeof steps)[number];

/** What this browser's user did with the list. */
export interface Progress {
  /** Steps that were marked by hand. */
  done: readonly Step[];
  dismissed: boolean;
}

const untouched: Progress = { done: [], dismissed: false };

const isStep = (value: unknown): value is Step => steps.some((step) => step === value);

/** Reads what was kept. What it does not understand counts as untouched. */
export function parseProgress(text: string | null): Progress {
  try {
    const kept: unknown = JSON.parse(text ?? 'null');
    if (typeof kept !== 'object' || kept === null) return untouched;
    return {
      done: 'done' in kept && Array.isArray(kept.done) ? kept.done.filter(isStep) : [],
      dismissed: 'dismissed' in kept && kept.dismissed === true,
    };
  } catch {
    return untouched;
  }
}
