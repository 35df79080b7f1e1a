import type { Extension } from '../markdown/renderer.ts';
import type { ConfigInput } from './schema.ts';
import type { Hooks } from './hooks.ts';

/** A config in JavaScript (`feedmill.config.mjs`): the keys of `feedmill.yaml`, and hooks. */
export interface UserConfig extends ConfigInput, Omit<Hooks, 'marked'> {
  /** An extension of `marked`, or a list of them. */
  readonly marked?: Extension | readonly Extension[];
}

/** Returns `config`. Editors complete and check its keys. */
export function defineConfig(config: UserConfig): UserConfig {
  return config;
}
