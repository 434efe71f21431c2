import type { oas31 } from 'zod-openapi';

const bearer = (text: string): oas31.SecuritySchemeObject => ({ type: 'http', scheme: 'bearer', description: text });

export const managementKey = bearer('A management key (`mlx_mk_…`) may call every operation.');
export const projectKey = bearer('A project key (`mlx_sk_…`) may only publish.');
