import { AttemptTimeout } from './attempt.js';

/** Rejects unless `read` is settled within `silenceMs`. */
export async function withinMs<T>(read: Promise<T>, silenceMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new AttemptTimeout(`no data for ${Math.round(silenceMs / 1000)} s`));
    }, silenceMs);
  });
  try {
    return await Promise.race([read, silence]);
  } finally {
    clearTimeout(timer);
  }
}
