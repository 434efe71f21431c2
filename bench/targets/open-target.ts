import { postriderTarget } from './postrider.ts';
import { svixTarget } from './svix.ts';
import type { Target, TargetConfig, TargetKind } from './target.ts';

const makers: Record<TargetKind, (config: TargetConfig) => Target> = { postrider: postriderTarget, svix: svixTarget };

export const openTarget = (config: TargetConfig): Target => makers[config.kind](config);
