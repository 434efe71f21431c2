import { convoyTarget } from './convoy.ts';
import { outpostTarget } from './outpost.ts';
import { postriderTarget } from './postrider.ts';
import { svixTarget } from './svix.ts';
import type { Target, TargetConfig, TargetKind } from './target.ts';
import { webhookxTarget } from './webhookx.ts';

const makers: Record<TargetKind, (config: TargetConfig) => Target> = {
  postrider: postriderTarget,
  svix: svixTarget,
  outpost: outpostTarget,
  convoy: convoyTarget,
  webhookx: webhookxTarget,
};

export const openTarget = (config: TargetConfig): Target => makers[config.kind](config);
