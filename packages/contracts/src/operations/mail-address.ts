const atoms = /[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*/.source;
const label = /[A-Za-z\d](?:[A-Za-z\d-]{0,61}[A-Za-z\d])?/.source;
const address = (domains: string): RegExp => new RegExp(`^${atoms}@${label}(?:\\.${label})${domains}$`);

/** Addresses without quotes and comments, in ASCII: they need no escape in a header. */
export const addressPattern = address('{1,10}');

/** A host of the operator's own network may have a name without a dot. */
const senderPattern = address('{0,10}');

const localLength = 64;
const hasShortName = (text: string): boolean => text.indexOf('@') <= localLength;

/** `addressPattern`, with the limit of the part before the at sign. */
export const isAddress = (text: string): boolean => hasShortName(text) && addressPattern.test(text);
export const isSenderAddress = (text: string): boolean => hasShortName(text) && senderPattern.test(text);
