/** Waits while the reader of a pipe is slow. */
export const writeOut = (part: string | Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    process.stdout.write(part, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
