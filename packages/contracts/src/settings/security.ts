import * as z from 'zod';
import { both, dispatcher, secret, url, whole } from './setting.js';

/** 32 bytes are 43 characters of base64 or base64url, and padding. */
const encryptionKeys = /^[\w-]{1,32}:[\w+/-]{43}=?(,[\w-]{1,32}:[\w+/-]{43}=?)*$/;

export const secrets = {
  encryptionKeys: secret(
    both(
      'POSTRIDER_ENCRYPTION_KEYS',
      z.string('is required').regex(encryptionKeys, 'expected <id>:<base64 of 32 bytes>, several separated by commas'),
    ).describe(
      'Keys that encrypt signing secrets at rest: `<id>:<base64 of 32 bytes>`, separated by commas. The first key encrypts; all keys decrypt.',
    ),
  ),
};

/** Which receivers may be called, and how. */
export const egress = {
  allowedNetworks: both(
    'POSTRIDER_ALLOWED_NETWORKS',
    z
      .string()
      .transform((text) => text.split(',').map((network) => network.trim()))
      .optional(),
  ).describe(
    'Private networks that endpoints may be in, besides the public internet: CIDR notation, separated by commas. IPv4 networks have four parts. A public network is an error. Defaults to loopback outside production.',
  ),
  proxy: secret(
    both('POSTRIDER_EGRESS_PROXY', url('http:', 'https:').optional()).describe(
      'URL of an HTTP proxy for requests to receivers. The proxy resolves host names, so it must refuse private addresses itself.',
    ),
  ),
  connectionsPerOrigin: dispatcher('POSTRIDER_CONNECTIONS_PER_ORIGIN', whole(1, 10_000, 256)).describe(
    'Maximum number of open connections to one receiver, per dispatcher.',
  ),
};
