import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const nonceLength = 12;
const tagLength = 16;
const keyLength = 32;

/** The row that a sealed text belongs to. It cannot be opened for another row. */
export type SealedFor = string & { readonly sealedFor: unique symbol };

export const sealedFor = {
  contact: (id: string) => `contact_url:${id}` as SealedFor,
  endpoint: (id: string) => `endpoint_secret:${id}` as SealedFor,
  idempotencyKey: (organizationId: string, key: string) => `idempotency_key:${organizationId}:${key}` as SealedFor,
};

/** A sealed text cannot be opened: it was changed, belongs to another row, or its key is not configured. */
export class Unreadable extends Error {
  override name = 'Unreadable';
}

/**
 * Encrypts secrets for the database, as `<key id>.<nonce>.<ciphertext and tag>` (base64url). The first key seals, every key
 * opens: put a new key first and keep the old ones. The cipher's associated data binds a sealed text to its row, so a copy
 * of it in another row cannot be opened.
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

  /** Parses `id:base64,id:base64`. */
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

  seal(plaintext: string, row: SealedFor): string {
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv(algorithm, this.#key(this.#current), nonce);
    cipher.setAAD(Buffer.from(row));
    const sealed = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return [this.#current, nonce.toString('base64url'), sealed.toString('base64url')].join('.');
  }

  /** Throws Unreadable. */
  open(sealed: string, row: SealedFor): string {
    const [id = '', nonce = '', rest = ''] = sealed.split('.');
    const bytes = Buffer.from(rest, 'base64url');
    const key = this.#key(id);
    try {
      const decipher = createDecipheriv(algorithm, key, Buffer.from(nonce, 'base64url'), { authTagLength: tagLength });
      decipher.setAAD(Buffer.from(row));
      decipher.setAuthTag(bytes.subarray(-tagLength));
      return Buffer.concat([decipher.update(bytes.subarray(0, -tagLength)), decipher.final()]).toString('utf8');
    } catch (cause) {
      throw new Unreadable(`the sealed text of ${row} was changed or belongs to another row`, { cause });
    }
  }

  /** Derives 32 bytes from the first key, always the same for one purpose (HKDF-SHA256, RFC 5869). */
  derive(purpose: string): Buffer {
    return derived(this.#key(this.#current), purpose);
  }

  /** The same from every key, the current one first: what an earlier key has signed is still known after a change of keys. */
  deriveAll(purpose: string): Buffer[] {
    return [this.derive(purpose), ...[...this.#keys.values()].slice(1).map((key) => derived(key, purpose))];
  }

  #key(id: string): Buffer {
    const key = this.#keys.get(id);
    if (!key) throw new Unreadable(`no encryption key with id ${JSON.stringify(id)} is configured`);
    return key;
  }
}

const derived = (key: Buffer, purpose: string): Buffer => Buffer.from(hkdfSync('sha256', key, '', purpose, keyLength));
