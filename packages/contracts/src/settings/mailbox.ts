import { isSenderAddress } from '../operations/mail-address.js';

/** Returns whether text is one address, with or without a name before it. */
export function isMailbox(text: string): boolean {
  const [, , address = text] = /^([^<>"\r\n]*)<([^<>]+)>$/.exec(text) ?? [];
  return isSenderAddress(address);
}
