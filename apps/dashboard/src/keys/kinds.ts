import type { ApiKey } from '@postrider/contracts';

export const kindNames: Record<ApiKey['kind'], string> = { management: 'Management', project: 'Project' };

/** What keys begin with. */
export const kindPrefixes: Record<ApiKey['kind'], string> = { management: 'mlx_mk_', project: 'mlx_sk_' };
