import { open, rm } from 'node:fs/promises';
import { UsageError } from '../usage-error.js';

/** A new file that only its owner can read, with a line of JSON for each secret. */
export class SecretsFile {
  #count = 0;

  private constructor(
    private readonly path: string,
    private readonly file: Awaited<ReturnType<typeof open>>,
  ) {}

  /** Throws a UsageError if there is a file already: its secrets may exist nowhere else. */
  static async create(path: string): Promise<SecretsFile> {
    const file = await open(path, 'wx', 0o600).catch((error: unknown) => {
      throw new UsageError(`--secrets-file: ${error instanceof Error ? error.message : String(error)}`);
    });
    return new SecretsFile(path, file);
  }

  async add(secret: object): Promise<void> {
    this.#count += 1;
    await this.file.write(`${JSON.stringify(secret)}\n`);
  }

  /** Removes a file without secrets. Returns their number. */
  async close(): Promise<number> {
    await this.file.close();
    if (this.#count === 0) await rm(this.path, { force: true });
    return this.#count;
  }
}
