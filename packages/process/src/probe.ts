const patienceMs = 2_000;

export type ProbeState = 'up' | 'down';

/** Whether something answers, within two seconds. Never throws. */
export async function probe(question: () => Promise<unknown>): Promise<ProbeState> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<ProbeState>((resolve) => {
    timer = setTimeout(resolve, patienceMs, 'down');
  });
  try {
    return await Promise.race([question().then((): ProbeState => 'up'), patience]);
  } catch {
    return 'down';
  } finally {
    clearTimeout(timer);
  }
}
