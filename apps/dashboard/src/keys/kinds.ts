import type { ApiKey } from '@postrider/contracts';

/** What keys begin with. */
export const kindPrefixes: Record<ApiKey['kind'], string> = { management: 'mlx_mk_', project: 'mlx_sk_' };
