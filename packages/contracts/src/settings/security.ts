import { z } from 'zod';
import { url, whole, type SettingGroup } from './setting.js';

/** 32 bytes are 43 characters of base64 or base64url, and padding. */
const encryptionKeys = /^[\w-]{1,32}:[\w+/-]{43}=?(,[\w-]{1,32}:[\w+/-]{43}=?)*$/;

export const secrets = {
  encryptionKeys: {
    env: 'POSTRIDER_ENCRYPTION_KEYS',
    usedBy: 'both',
    schema: z
      .string('is required')
      .regex(encryptionKeys, 'expected <id>:<base64 of 32 bytes>, several separated by commas'),
    description:
      'Keys that encrypt signing secrets at rest: `<id>:<base64 of 32 bytes>`, separated by commas. The first key encrypts; all keys decrypt.',
  },
} as const satisfies SettingGroup;

/** Which receivers may be called, and how. */
export const egress = {
  allowedNetworks: {
    env: 'POSTRIDER_ALLOWED_NETWORKS',
    usedBy: 'both',
    schema: z
      .string()
      .transform((text) => text.split(',').map((network) => network.trim()))
      .optional(),
    description:
      'Private networks that endpoints may be in, besides the public internet: CIDR notation, separated by commas. IPv4 networks have four parts. A public network is an error. Defaults to loopback outside production.',
  },
  proxy: {
    env: 'POSTRIDER_EGRESS_PROXY',
    usedBy: 'dispatcher',
    schema: url('http:', 'https:').optional(),
    description:
      'URL of an HTTP proxy for requests to receivers. The proxy resolves host names, so it must refuse private addresses itself.',
  },
  connectionsPerOrigin: {
    env: 'POSTRIDER_CONNECTIONS_PER_ORIGIN',
    usedBy: 'dispatcher',
    schema: whole(1, 10_000, 256),
    description: 'Maximum number of open connections to one receiver, per dispatcher.',
  },
} as const satisfies SettingGroup;
