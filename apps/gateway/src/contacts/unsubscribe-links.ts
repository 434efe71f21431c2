import { createHmac, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { isId, type Settings } from '@postrider/contracts';
import type { SecretBox } from '@postrider/domain';
import { SECRET_BOX, SETTINGS } from '../tokens.js';

const purpose = 'links to unsubscribe contacts';
export const unsubscribePath = '/unsubscribe';

/** Links by which somebody without a key unsubscribes one contact. They stay valid after a change of the encryption keys. */
@Injectable()
export class UnsubscribeLinks {
  readonly #keys: readonly Buffer[];
  readonly #publicUrl: string;

  constructor(@Inject(SECRET_BOX) box: SecretBox, @Inject(SETTINGS) { http }: Pick<Settings, 'http'>) {
    this.#keys = box.deriveAll(purpose);
    this.#publicUrl = (http.publicUrl ?? '').replace(/\/+$/, '');
  }

  urlOf(contactId: string): string {
    const [key] = this.#keys;
    if (!key) throw new Error('there is a current key');
    return `${this.#publicUrl}${unsubscribePath}/${contactId}.${signature(key, contactId).toString('base64url')}`;
  }

  /** The contact that a token is for; undefined for a token that was not made here. */
  contactOf(token: string): string | undefined {
    const [id = '', given = ''] = token.split('.');
    const bytes = Buffer.from(given, 'base64url');
    const isGenuine = this.#keys.some((key) => {
      const expected = signature(key, id);
      return expected.length === bytes.length && timingSafeEqual(expected, bytes);
    });
    return isGenuine && isId('contact', id) ? id : undefined;
  }
}

const signature = (key: Buffer, contactId: string): Buffer => createHmac('sha256', key).update(contactId).digest();
