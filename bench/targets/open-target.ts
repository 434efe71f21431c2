import { postriderTarget } from './postrider.ts';
import { svixTarget } from './svix.ts';
import type { Target, TargetConfig } from './target.ts';

const makers = { postrider: postriderTarget, svix: svixTarget };

export const openTarget = (config: TargetConfig): Target => makers[config.kind](config);
