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
    return `${this.#publicUrl}${unsubscribePath}/${tokenOf(key, contactId)}`;
  }

  /** The contact that a token is for; undefined for a token that was not made here. */
  contactOf(token: string): string | undefined {
    const [id = ''] = token.split('.', 1);
    const given = Buffer.from(token);
    const isGenuine = this.#keys.some((key) => {
      // As text: several texts are base64url of the same bytes.
      const expected = Buffer.from(tokenOf(key, id));
      return expected.length === given.length && timingSafeEqual(expected, given);
    });
    return isGenuine && isId('contact', id) ? id : undefined;
  }
}

const tokenOf = (key: Buffer, contactId: string): string =>
  `${contactId}.${createHmac('sha256', key).update(contactId).digest('base64url')}`;
