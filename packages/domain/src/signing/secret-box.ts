import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;
const keyLength = 32;

/**
 * Seals what must not lie in the clear in the log, as `<key id>.<nonce>.<ciphertext and tag>` (base64url).
 * The first key seals, every key opens: put a new one in front, keep the old ones.
 */
export class SecretBox {
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly #current: string;

  constructor(keys: readonly { id: string; key: Buffer }[]) {
    const [first] = keys;
    if (!first) throw new Error('at least one encryption key is needed');
    this.#keys = new Map(keys.map(({ id, key }) => [id, key]));
    this.#current = first.id;
  }

  /** Reads `id:base64,id:base64`; throws an error that says what was expected. */
  static parse(setting: string): SecretBox {
    const keys = setting.split(',').map((entry) => {
      const [, id, encoded] = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/_=-]+)$/.exec(entry.trim()) ?? [];
      const key = Buffer.from(encoded ?? '', 'base64');
      if (id === undefined || key.length !== keyLength) {
        throw new Error('expected <key id>:<base64 of 32 bytes>, several separated by commas');
      }
      return { id, key };
    });
    if (new Set(keys.map(({ id }) => id)).size !== keys.length) throw new Error('expected each key id once');
    return new SecretBox(keys);
  }

  seal(plaintext: string): string {
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv(algorithm, this.#key(this.#current), nonce);
    const sealed = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return [this.#current, nonce.toString('base64url'), sealed.toString('base64url')].join('.');
  }

  open(sealed: string): string {
    const [id = '', nonce = '', rest = ''] = sealed.split('.');
    const bytes = Buffer.from(rest, 'base64url');
    const decipher = createDecipheriv(algorithm, this.#key(id), Buffer.from(nonce, 'base64url'), {
      authTagLength: tagLength,
    });
    decipher.setAuthTag(bytes.subarray(-tagLength));
    return Buffer.concat([decipher.update(bytes.subarray(0, -tagLength)), decipher.final()]).toString('utf8');
  }

  /** 32 bytes that only who has the first key can make, and always the same for the same purpose (HKDF-SHA256, RFC 5869). */
  derive(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#key(this.#current), '', purpose, keyLength));
  }

  #key(id: string): Buffer {
    const key = this.#keys.get(id);
    if (!key) throw new Error(`no encryption key with id "${id}" is configured`);
    return key;
  }
}
